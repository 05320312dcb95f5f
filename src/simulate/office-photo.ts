import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { createRandom, type Random } from './random.ts';

export type DrawnPhoto = { bytes: Buffer; sha256: string };

const width = 960;
const height = 720;

/**
 * A picture to stand in for an inspector's photo: a waiting room, counters and people as plain shapes,
 * nobody's face. The same seed draws the same bytes, so a repeated upload is the same photo.
 */
export async function drawOfficePhoto(seed: string, caption: string): Promise<DrawnPhoto> {
	const scene = Buffer.from(sceneOf(createRandom('photo', seed), caption));
	const bytes = await sharp(scene).jpeg({ quality: 72, mozjpeg: false }).toBuffer();
	return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function sceneOf(random: Random, caption: string): string {
	const hue = random.whole(0, 359);
	const wall = `hsl(${hue} 18% 82%)`;
	const floor = `hsl(${(hue + 30) % 360} 14% 62%)`;
	const desk = `hsl(${(hue + 200) % 360} 24% 40%)`;
	const shapes: string[] = [
		`<rect width="${width}" height="${height}" fill="${wall}"/>`,
		`<path d="M0 430 H${width} V${height} H0 Z" fill="${floor}"/>`
	];
	const windows = random.whole(1, 3);
	for (let n = 0; n < windows; n++) {
		const x = 70 + n * 250 + random.whole(0, 60);
		shapes.push(
			`<rect x="${x}" y="70" width="150" height="170" fill="hsl(205 45% 78%)" stroke="#f4f4f0" stroke-width="12"/>`,
			`<path d="M${x + 75} 70 V240" stroke="#f4f4f0" stroke-width="8"/>`
		);
	}
	const desks = random.whole(2, 4);
	for (let n = 0; n < desks; n++) {
		const x = 40 + n * 225;
		shapes.push(
			person(x + 100, 300, random),
			`<rect x="${x}" y="340" width="195" height="110" rx="6" fill="${desk}"/>`
		);
		// some counters have their partition, some do not
		if (random.chance(0.6)) {
			shapes.push(
				`<rect x="${x + 12}" y="225" width="171" height="118" fill="#ffffff" fill-opacity=".35" stroke="#ffffff" stroke-opacity=".7" stroke-width="3"/>`
			);
		}
	}
	const people = random.whole(3, 7);
	for (let n = 0; n < people; n++) {
		const x = 70 + n * 125 + random.whole(-20, 20);
		shapes.push(
			`<rect x="${x - 34}" y="590" width="68" height="60" rx="10" fill="hsl(${hue} 30% 34%)"/>`,
			person(x, 545, random)
		);
	}
	const text = caption.replace(/[^\p{L}\p{N} .,·–-]/gu, '');
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
		${shapes.join('')}
		<rect y="${height - 48}" width="${width}" height="48" fill="#000" fill-opacity=".62"/>
		<text x="20" y="${height - 17}" font-family="sans-serif" font-size="24" fill="#fff">SIMULASI · ${text}</text>
	</svg>`;
}

/** Head, shoulders and, mostly, a mask. */
function person(x: number, y: number, random: Random): string {
	const shirt = `hsl(${random.whole(0, 359)} 38% 46%)`;
	const skin = `hsl(${random.whole(22, 32)} 42% ${random.whole(46, 62)}%)`;
	const mask = random.chance(0.8)
		? `<path d="M${x - 17} ${y - 22} h34 v12 q-17 16 -34 0 Z" fill="#dfe9ee"/>`
		: '';
	return `<path d="M${x - 48} ${y + 75} q8 -70 48 -70 q40 0 48 70 Z" fill="${shirt}"/><circle cx="${x}" cy="${y - 25}" r="29" fill="${skin}"/>${mask}`;
}

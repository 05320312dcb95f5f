import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { seeded } from './facts.ts';

/** A file as somebody might send it instead of a photo, and the answer it must get. */
export type Hostile = { name: string; bytes: Buffer; status: 201 | 415 | 422 };

/** A plain picture that no other call makes: the hue follows the number. */
export function picture(n: number, width = 320, height = 200): Sharp {
	const background = { r: (n * 37) % 256, g: (n * 59) % 256, b: (n * 83) % 256 };
	return sharp({ create: { width, height, channels: 3, background } });
}

/** PNG of any size in a few kilobytes: one bit a pixel, all black. */
export function hugePng(width: number, height: number): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([1, 0, 0, 0, 0], 8);
	const rows = deflateSync(Buffer.alloc(height * (Math.ceil(width / 8) + 1)));
	const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	const parts = [chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))];
	return Buffer.concat([magic, ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(data.length, 0);
	frame.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A JPEG as telephones make them: where it was taken, with what, a colour profile, lying on its side. */
export function jpegWithEverything(n: number): Promise<Buffer> {
	return picture(n)
		.withExif({
			IFD0: { Make: 'TelltaleMake', Copyright: 'TelltaleOwner' },
			IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '1/1 16/1 3/1', GPSMapDatum: 'TelltaleDatum' }
		})
		.withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">TelltaleXmp</x:xmpmeta>')
		.withIccProfile('srgb')
		.withMetadata({ orientation: 6 })
		.jpeg()
		.toBuffer();
}

/** What must not survive in anything stored. */
export const telltales = [
	'Telltale',
	'EXIF',
	'Exif',
	'GPS',
	'ICCP',
	'XMP',
	'acsp',
	'<svg',
	'<script'
];

const text = (content: string) => Buffer.from(content, 'utf8');

/** Sixty files: none may be stored as it was sent, and none may harm the server. */
export async function hostilePhotos(): Promise<Hostile[]> {
	const jpeg = await picture(1, 640, 480).jpeg().toBuffer();
	const png = await picture(2, 640, 480).png().toBuffer();
	const webp = await picture(3, 640, 480).webp().toBuffer();
	const script = '<script>alert(1)</script>';
	const svg = `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`;
	const zip = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
	const boxed = (brand: string) =>
		Buffer.concat([Buffer.from([0, 0, 0, 24]), text(`ftyp${brand}`), jpeg]);
	const frames = await Promise.all([4, 5, 6].map((n) => picture(n).png().toBuffer()));

	const refused: [string, Buffer][] = [
		['nothing', Buffer.alloc(0)],
		['one byte', Buffer.from([0xff])],
		['SVG', text(svg)],
		['SVG with a byte order mark', text(`\ufeff${svg}`)],
		['SVG with an XML head', text(`<?xml version="1.0"?>${svg}`)],
		['HTML', text(`<!doctype html><title>x</title>${script}`)],
		['a script', text('alert(1)')],
		['GIF', await picture(7).gif().toBuffer()],
		[
			'animated GIF',
			await sharp(frames, { join: { animated: true } })
				.gif()
				.toBuffer()
		],
		['TIFF', await picture(8).tiff().toBuffer()],
		['AVIF', await picture(9, 64, 64).avif().toBuffer()],
		['HEIC', boxed('heic')],
		['a film', boxed('mp42')],
		['BMP', Buffer.concat([text('BM'), Buffer.alloc(200)])],
		['icon', Buffer.concat([Buffer.from([0, 0, 1, 0]), jpeg])],
		['PDF', text('%PDF-1.7\n%%EOF')],
		['ZIP', zip],
		['ZIP, then JPEG', Buffer.concat([zip, jpeg])],
		['HTML, then JPEG', Buffer.concat([text(script), jpeg])],
		['a sound in RIFF', Buffer.concat([text('RIFF\0\0\0\0WAVE'), webp])],
		['ELF', Buffer.concat([Buffer.from([0x7f]), text('ELF'), Buffer.alloc(300)])],
		['zeros', Buffer.alloc(4096)]
	];
	const broken: [string, Buffer][] = [
		['14,000² PNG', hugePng(14_000, 14_000)],
		['one pixel high, 30 million wide', hugePng(30_000_000, 1)],
		['PNG of no size', hugePng(0, 0)],
		['JPEG magic, then noise', Buffer.concat([jpeg.subarray(0, 3), noise(11, 5000)])],
		['PNG magic, then HTML', Buffer.concat([png.subarray(0, 8), text(script)])],
		['WebP magic, then noise', Buffer.concat([webp.subarray(0, 12), noise(12, 5000)])],
		['PNG head on a JPEG', Buffer.concat([png.subarray(0, 8), jpeg])],
		['JPEG that claims 65,500²', claiming(jpeg, 65_500)],
		...[0.02, 0.3, 0.7].map((part): [string, Buffer] => [
			`JPEG cut at ${part}`,
			jpeg.subarray(0, Math.floor(jpeg.length * part))
		]),
		...[0.02, 0.5].map((part): [string, Buffer] => [
			`PNG cut at ${part}`,
			png.subarray(0, Math.floor(png.length * part))
		]),
		['WebP cut in half', webp.subarray(0, Math.floor(webp.length / 2))]
	];
	const redrawn: [string, Buffer][] = [
		['JPEG with place, owner and profile', await jpegWithEverything(10)],
		['JPEG with a ZIP behind it', Buffer.concat([await picture(11).jpeg().toBuffer(), zip])],
		[
			'JPEG with HTML behind it',
			Buffer.concat([await picture(12).jpeg().toBuffer(), text(script)])
		],
		['PNG with a text chunk', withText(await picture(13).png().toBuffer(), script)],
		['PNG with HTML behind it', Buffer.concat([await picture(14).png().toBuffer(), text(script)])],
		[
			'animated WebP',
			await sharp(frames, { join: { animated: true } })
				.webp()
				.toBuffer()
		],
		['CMYK JPEG', await picture(15).toColourspace('cmyk').jpeg().toBuffer()],
		['16-bit PNG', await picture(16).toColourspace('rgb16').png().toBuffer()],
		['grey JPEG', await picture(17).greyscale().jpeg().toBuffer()],
		['one pixel', await picture(18, 1, 1).png().toBuffer()],
		['24 megapixels', hugePng(6000, 4000)]
	];
	const as =
		(status: Hostile['status']) =>
		([name, bytes]: [string, Buffer]) => ({ name, bytes, status });
	return [...refused.map(as(415)), ...broken.map(as(422)), ...redrawn.map(as(201))];
}

/** Valid pictures with a few bytes changed: whatever comes of them, the answer must be an ordinary one. */
export async function damagedPhotos(count: number): Promise<Buffer[]> {
	const random = seeded(29);
	const originals = [
		await picture(20, 200, 150).jpeg().toBuffer(),
		await picture(21, 200, 150).png().toBuffer(),
		await picture(22, 200, 150).webp().toBuffer()
	];
	return Array.from({ length: count }, (_, i) => {
		const bytes = Buffer.from(originals[i % originals.length] ?? []);
		for (let k = 0; k < 8; k++) {
			bytes[12 + Math.floor(random() * (bytes.length - 12))] = Math.floor(random() * 256);
		}
		return bytes;
	});
}

function noise(seed: number, length: number): Buffer {
	const random = seeded(seed);
	return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}

/** The frame header's own width and height, changed. */
function claiming(jpeg: Buffer, edge: number): Buffer {
	const bytes = Buffer.from(jpeg);
	const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
	bytes.writeUInt16BE(edge, frame + 5);
	bytes.writeUInt16BE(edge, frame + 7);
	return bytes;
}

function withText(png: Buffer, content: string): Buffer {
	const end = png.length - 12;
	const comment = chunk('tEXt', Buffer.from(`Comment\0Telltale${content}`, 'latin1'));
	return Buffer.concat([png.subarray(0, end), comment, png.subarray(end)]);
}

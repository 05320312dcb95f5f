export type Rate = {
	/** What was counted, per second. */
	perSecond: number;
	/** Milliseconds from asking to answer. */
	p50: number;
	p99: number;
};

const measureMs = 3000;

/** Lets `senders` work side by side for three seconds; `work` answers how much it got done. */
export async function perSecond(
	senders: number,
	work: (sender: number) => Promise<number>
): Promise<Rate> {
	const took: number[] = [];
	let done = 0;
	const began = performance.now();
	const end = began + measureMs;
	await Promise.all(
		Array.from({ length: senders }, async (_, sender) => {
			while (performance.now() < end) {
				const asked = performance.now();
				// not `done += await …`: that adds to what it was before the wait
				const finished = await work(sender);
				done += finished;
				took.push(performance.now() - asked);
			}
		})
	);
	const seconds = (performance.now() - began) / 1000;
	return { perSecond: done / seconds, p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
}

/** The value below which that share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

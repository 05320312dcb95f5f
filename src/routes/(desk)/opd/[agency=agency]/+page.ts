import type { Component } from 'svelte';
import type { PageLoad } from './$types';
import type { TabProps } from './tab-props.ts';
import type { Tab } from './tabs.ts';

/** Each tab is fetched when it is opened; with all four the page would pass its budget of script. */
const parts = {
	ringkasan: () => import('./summary-tab.svelte'),
	antrean: () => import('./queue-tab.svelte'),
	sidak: () => import('./inspection-tab.svelte'),
	riwayat: () => import('./history-tab.svelte')
} satisfies Record<Tab, () => Promise<{ default: Component<TabProps> }>>;

export const load: PageLoad = async ({ data }) => {
	const { default: TabPart }: { default: Component<TabProps> } = await parts[data.tab]();
	return { ...data, TabPart };
};

import { m } from '#lib/i18n/paraglide/messages.js';

/** The tabs of an agency's page; the keys stand in its URL. */
export const tabs = ['ringkasan', 'antrean', 'sidak', 'riwayat'] as const;
export type Tab = (typeof tabs)[number];

/** The first tab is the page itself. */
export function tabOf(params: URLSearchParams): Tab {
	const asked = params.get('tab');
	return tabs.find((tab) => tab === asked) ?? 'ringkasan';
}

export function tabHref(agency: string, tab: Tab): string {
	return tab === 'ringkasan' ? `/opd/${agency}` : `/opd/${agency}?tab=${tab}`;
}

const labels: Record<Tab, () => string> = {
	ringkasan: m.agency_tab_summary,
	antrean: m.agency_tab_queue,
	sidak: m.agency_tab_inspections,
	riwayat: m.agency_tab_history
};
export const tabLabel = (tab: Tab): string => labels[tab]();

import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
	const { viewer } = locals;
	if (viewer.kind !== 'person') redirect(303, '/masuk');
	return { inspector: { id: viewer.id, name: viewer.name } };
};

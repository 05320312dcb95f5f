import { app } from '#lib/server/process.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = () => ({ snapshot: app().keeper.snapshot() });

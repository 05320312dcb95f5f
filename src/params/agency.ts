import { agencyCodeSchema } from '#lib/contract/primitive.ts';
import type { ParamMatcher } from '@sveltejs/kit';
import * as v from 'valibot';

/** `/opd/DISNAKER`: a well-formed agency code; whether it exists is the load function's question. */
export const match: ParamMatcher = (param) => v.is(agencyCodeSchema, param);

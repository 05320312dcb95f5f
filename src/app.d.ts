import type { Viewer } from '#lib/contract/role.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Shown to the user and found in the log. */
			reference?: string;
		}
		interface Locals {
			viewer: Viewer;
			locale: 'id' | 'en';
			/** `device` follows the preference of the viewer's system (app.css). */
			theme: 'light' | 'dark' | 'device';
		}
	}
}

export {};

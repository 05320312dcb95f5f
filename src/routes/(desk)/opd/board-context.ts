import type { Board } from '#lib/live/board.svelte.ts';
import { createContext } from 'svelte';

/** The one board of the agency pages: made in their layout, so it lives while people move between them. */
export const [getBoard, setBoard] = createContext<Board>();

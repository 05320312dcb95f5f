export { freePort } from '#lib/server/free-port.ts';

/**
 * Loaded first into a helper process (`node --import`): ends it when the process that started it is gone,
 * however that ended. The channel must not keep a helper alive that has finished by itself.
 */
process.once('disconnect', () => process.exit(0));
process.channel?.unref();

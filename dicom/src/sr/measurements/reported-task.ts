/** IDs of the tasks that reports hold measurements of. */
export const reportedTasks = ['EF', 'EDV', 'ESV', 'LAVolume', 'RADimension'] as const;
export type ReportedTask = (typeof reportedTasks)[number];

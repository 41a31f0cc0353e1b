/** IDs of the tasks that reports hold labels for. */
export const reportedTasks = ['EF', 'EDV', 'ESV', 'LAVolume', 'RADimension'] as const;
export type ReportedTask = (typeof reportedTasks)[number];

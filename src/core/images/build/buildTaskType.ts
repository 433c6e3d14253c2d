/** The type of tasks that build, as tasks.json names it. */
export const buildTaskType = 'longshore-build';

/** The names that SageMaker and its toolkits read or set, each with its meaning for hovers and completion. English only. */
export const platformVariables: ReadonlyMap<string, string> = new Map([
  ['SAGEMAKER_PROGRAM', 'The script that the training toolkit runs, by its name in the code folder.'],
  ['SAGEMAKER_SUBMIT_DIRECTORY', 'Where the code is: a folder of the image or a tarball in S3.'],
]);

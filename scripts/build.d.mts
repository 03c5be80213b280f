/** The command line program that a build makes. */
export declare const cliFile: string
/** Builds where the sources are newer than the last build, and says so in one line. */
export declare const buildIfStale: () => Promise<void>
/** @param options.types - Whether the declaration files are wanted. */
export declare const build: (options: { types: boolean }) => Promise<void>

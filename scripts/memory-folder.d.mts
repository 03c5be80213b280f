/** Puts the temporary files of this process, and of those it starts, in memory where there is plenty. */
export declare const useMemoryFolder: () => void

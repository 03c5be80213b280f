/**
 * Why a program did not do what it should: it is not there or cannot be started; it took too long; it said more than it may; it
 * needed more memory or wrote more than it may, or broke down; it said itself that it failed; the gallery closes.
 */
export type ToolFault = 'missing' | 'timeout' | 'output' | 'killed' | 'failed' | 'aborted'

/** What the end of a process says; `null`: that all went well. */
export const toFault = (code: number | null, signal: NodeJS.Signals | null): ToolFault | null => {
  if (signal === 'SIGXCPU') return 'timeout'
  if (signal !== null) return 'killed'
  if (code === 0) return null
  // 127: `prlimit` found no program. 137 and the like: a helper of the program was killed.
  if (code === 127) return 'missing'
  return code !== null && code > 128 ? 'killed' : 'failed'
}

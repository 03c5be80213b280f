import type { Guards } from './guards.ts'
import type { ToolName } from './programs.ts'
import type { ToolLimits, ToolOutput } from './run-tool.ts'

/** Programs that the gallery may run where they are installed. */
export interface ToolOptions {
  /** Folders to look for programs in, joined as in `PATH`. Default: where packages of the system install programs. */
  searchPath?: string
  /** Of each program its path, or `false`: it is not used although it is there. Those not named are looked for. */
  programs?: Partial<Record<ToolName, string | false>>
  /** Wall clock of one run, in milliseconds. Default 10,000. */
  timeoutMs?: number
  /** Address space of one run, in bytes, where the system can bound it. Default 1,610,612,736 (1.5 GiB). */
  maxMemoryBytes?: number
}

/** A program as it was found. */
export interface ToolStatus {
  readonly name: ToolName
  /** As people call it. */
  readonly label: string
  /** `null` where it is not installed, or switched off. */
  readonly path: string | null
  readonly version: string | null
  /** Options say that it is not to be used. */
  readonly isOff: boolean
  /** What the gallery can do with it. */
  readonly adds: string
  /** What to install on Debian and its like. */
  readonly debianPackage: string
}

interface ToolCall {
  readonly args: readonly string[]
  /** The folder of the run; see `withToolFolder`. */
  readonly folder: string
  /** A file to read from. */
  readonly stdin?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly limits?: Partial<ToolLimits>
  /** Ends it, beside the end of the gallery. */
  readonly signal?: AbortSignal
}

export interface Toolbox {
  /** What there is, looked up once. */
  list(): Promise<readonly ToolStatus[]>
  /** Looks anew: something may have been installed, or taken away. */
  refresh(): Promise<readonly ToolStatus[]>
  /** The names of what there is as far as that was looked up; `null` before the first look, which this begins. */
  known(): ReadonlySet<ToolName> | null
  has(name: ToolName): Promise<boolean>
  /** Where a program lies that is run once for many files (`null` where it is not there), and what bounds it. */
  stayOpen<N extends ToolName>(name: N): Promise<Readonly<Record<N, string | null>> & { readonly guards: Guards }>
  /** @throws {VitrineError} `TOOL_FAILED`, also where the program is missing. */
  run(name: ToolName, call: ToolCall): Promise<ToolOutput>
}

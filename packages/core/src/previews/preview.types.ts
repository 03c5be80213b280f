import type { Format } from '../media/formats.ts'
import type { ToolName } from '../tools/programs.ts'
import type { Toolbox } from '../tools/tool.types.ts'

/** What is known of a file that sharp cannot decode. */
export interface PreviewSource {
  readonly mimeType: string
  readonly durationSeconds: number | null
}

export interface PreviewJob extends PreviewSource {
  readonly format: Format
  /** The file under a harmless name, to be read only, relative to the folder. */
  readonly file: string
  /** A folder of this job's own; programs run in it. */
  readonly folder: string
  /** Longest side wanted. More is made smaller, less is not made larger. */
  readonly maxSidePx: number
  /** Pictures with more pixels must not be decoded. */
  readonly maxPixels: number
  /** What is left of the time for all back ends together. */
  readonly timeoutMs: number
  readonly run: (name: ToolName, args: readonly string[], options?: PreviewRunOptions) => ReturnType<Toolbox['run']>
}

interface PreviewRunOptions {
  /** Less than what is left of the time. */
  readonly maxMs?: number
  readonly environment?: Readonly<Record<string, string>>
}

/** One way to make pictures of files that sharp cannot decode. */
export interface PreviewBackend {
  readonly name: string
  /** All of them have to be installed. */
  readonly tools: readonly ToolName[]
  /** Extensions of the formats it is for, as `formats` lists them. */
  readonly formats: ReadonlySet<string>
  /**
   * Makes a JPEG, PNG or TIFF file in the folder of the job: turned as it is to be shown where {@link isUprightFormat} says so of the
   * format, else as it is stored. What the file itself says about its turn is not read.
   *
   * @returns Its name.
   * @throws Whatever goes wrong: the next back end is tried.
   */
  make(job: PreviewJob): Promise<string>
}

/** A picture of a file: a JPEG without metadata, in sRGB or with its profile. */
export interface Preview {
  readonly bytes: Buffer
  readonly widthPx: number
  readonly heightPx: number
}

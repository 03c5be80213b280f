import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, inject, it } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * URL of a MySQL or MariaDB server, without a database name; `null` where there is none.
     * Its user may create databases; those of tests are dropped when all tests have run.
     */
    mysqlUrl: string | null
    /** What the names of this run's databases begin with. */
    mysqlPrefix: string
    /** Address of a bucket of an S3 service, as `toS3Options` of the core takes it; `null` where there is none. */
    s3Url: string | null
  }
}

/** What some tests need besides Node. */
export type Tool =
  | 'chromium'
  | 'exiftool'
  | 'ffmpeg'
  | 'imagemagick'
  | 'mariadb'
  | 'nginx'
  | 'pdftoppm'
  | 'rsvg-convert'
  | 'rsync'
  | 's3'

/** `at` is the path of the program; for `mariadb` the URL of a running server, for `s3` that of a bucket. */
export type ToolStatus =
  | { readonly found: true; readonly at: string }
  | { readonly found: false; readonly reason: string }

/** The programs that serve as a tool, in order of preference, and the Debian package that brings them. */
export const tools: Readonly<Record<Tool, { readonly programs: readonly string[]; readonly debianPackage: string }>> = {
  chromium: { programs: ['chromium', 'chromium-browser', 'google-chrome'], debianPackage: 'chromium' },
  exiftool: { programs: ['exiftool'], debianPackage: 'libimage-exiftool-perl' },
  ffmpeg: { programs: ['ffmpeg'], debianPackage: 'ffmpeg' },
  imagemagick: { programs: ['magick', 'convert'], debianPackage: 'imagemagick' },
  mariadb: { programs: ['mariadbd'], debianPackage: 'mariadb-server' },
  nginx: { programs: ['nginx'], debianPackage: 'nginx-light' },
  rsync: { programs: ['rsync'], debianPackage: 'rsync' },
  pdftoppm: { programs: ['pdftoppm'], debianPackage: 'poppler-utils' },
  'rsvg-convert': { programs: ['rsvg-convert'], debianPackage: 'librsvg2-bin' },
  s3: { programs: ['radosgw'], debianPackage: 'ceph-mon ceph-osd radosgw' },
}

/** Tools that are servers: the set-up of the tests starts one, unless it is told of one that runs. */
const servers: Partial<Record<Tool, { readonly key: 'mysqlUrl' | 's3Url'; readonly orElse: string }>> = {
  mariadb: {
    key: 'mysqlUrl',
    orElse: 'set VITRINE_TEST_MYSQL_URL to a server whose user may create databases',
  },
  s3: { key: 's3Url', orElse: 'set VITRINE_TEST_S3_URL to a bucket that may be written to' },
}

/** Looks a tool up on the `PATH`, and in `/usr/sbin`, where Debian keeps servers. */
export const findProgram = (tool: Tool): string | undefined => {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'].filter((folder) => folder !== '')
  for (const program of tools[tool].programs) {
    const path = folders.map((folder) => join(folder, program)).find(isExecutable)
    if (path) return path
  }
  return undefined
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** What is missing and how to get it, in one line. */
export const missingReason = (tool: Tool): string => {
  const server = servers[tool]
  return `${tool} is missing: run "apt-get install ${tools[tool].debianPackage}"${server ? ` or ${server.orElse}` : ''}`
}

/** Says where a tool is, or why the tests that need it cannot run. */
export const requireTool = (tool: Tool): ToolStatus => {
  const server = servers[tool]
  const at = server ? inject(server.key) : findProgram(tool)
  return at ? { found: true, at } : { found: false, reason: missingReason(tool) }
}

/** Path or URL of each tool asked for. */
export type ToolPaths<T extends Tool> = { readonly [K in T]: string }

/**
 * A `describe` for tests that need tools. Where one is missing, the tests are skipped and the reason stands in their title;
 * where `CI=true`, a missing tool is a failed test instead, so that no suite passes by skipping.
 *
 * @param needed - One tool or several.
 * @param body - Receives the path of each tool; a missing one is an empty string, and the tests then do not run.
 * @example
 * describeWith('exiftool', 'writing XMP', ({ exiftool }) => {
 *   it('keeps the keywords', async () => { await execFile(exiftool, ['-ver']) })
 * })
 */
export const describeWith = <const T extends Tool>(
  needed: T | readonly T[],
  name: string,
  body: (paths: ToolPaths<T>) => void,
): void => {
  const list: readonly T[] = typeof needed === 'string' ? [needed] : needed
  const statuses = list.map((tool) => [tool, requireTool(tool)] as const)
  const reasons = statuses.flatMap(([, status]) => (status.found ? [] : [status.reason]))
  const paths = Object.fromEntries(
    statuses.map(([tool, status]) => [tool, status.found ? status.at : '']),
  ) as ToolPaths<T>
  if (reasons.length === 0) {
    describe(name, () => body(paths))
  } else if (process.env.CI === 'true') {
    describe(name, () => {
      it('has the tools it needs', () => {
        throw new Error(reasons.join('; '))
      })
    })
  } else {
    describe.skip(`${name} (${reasons.join('; ')})`, () => body(paths))
  }
}

/**
 * A `describe` for tests on a folder of real pictures, which is no part of this repository: `VITRINE_CORPUS` names it.
 * Without it the tests are skipped, and the reason stands in their title. A folder that is named must be there.
 *
 * @param body - Receives the folder, which is only read. Where the tests are skipped it is an empty string.
 */
export const describeWithCorpus = (name: string, body: (folder: string) => void): void => {
  const folder = process.env.VITRINE_CORPUS
  if (!folder) {
    describe.skip(`${name} (VITRINE_CORPUS does not name a folder of real pictures)`, () => body(''))
    return
  }
  accessSync(join(folder, 'manifest.json'), constants.R_OK)
  describe(name, () => body(folder))
}

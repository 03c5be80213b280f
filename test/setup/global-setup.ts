import { readFileSync } from 'node:fs'
import { parseCLI, type TestProject } from 'vitest/node'
import { findProgram, missingReason, type Tool, tools } from '../../packages/core/src/testing/environment.ts'
import { buildIfStale, cliFile } from '../../scripts/build.mjs'
import { startMariadb } from './mariadb.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the built command line program, `packages/server/dist/cli.js`; built when it was older than the sources. */
    vitrineCli: string
  }
}

/**
 * Prepares what the test files of this run ask for, and nothing else, so that running one plain unit test stays quick:
 * a MySQL server (that of `VITRINE_TEST_MYSQL_URL`, else a throw-away MariaDB where that is installed), and a build.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const sources = await testSources(project)
  const asks = (pattern: RegExp): boolean => sources.some((source) => pattern.test(source))

  if (asks(/vitrineCli/)) await buildIfStale()
  project.provide('vitrineCli', cliFile)

  const givenUrl = process.env.VITRINE_TEST_MYSQL_URL || undefined
  const asksForMysql = asks(/describeDialects|describeMysql|mysqlUrl|['"]mariadb['"]/)
  reportMissing((tool) => asks(new RegExp(`['"]${tool}['"]`)) || (tool === 'mariadb' && asksForMysql && !givenUrl))

  const binary = findProgram('mariadb')
  if (givenUrl || !binary || !asksForMysql) {
    project.provide('mysqlUrl', givenUrl ?? null)
    return undefined
  }
  const server = await startMariadb(binary)
  project.provide('mysqlUrl', server.url)
  return () => server.stop()
}

const testSources = async (project: TestProject): Promise<string[]> => {
  const { testFiles } = await project.globTestFiles(fileFilters())
  return testFiles.map((file) => readFileSync(file, 'utf8'))
}

/** The file filters of the command line. Where vitest was started by other means (an editor), every file counts. */
const fileFilters = (): string[] => {
  try {
    return parseCLI(['vitest', ...process.argv.slice(2)]).filter
  } catch {
    return []
  }
}

const reportMissing = (isNeeded: (tool: Tool) => boolean): void => {
  const missing = (Object.keys(tools) as Tool[]).filter((tool) => isNeeded(tool) && !findProgram(tool))
  for (const tool of missing) {
    console.warn(`${missingReason(tool)}. Tests that need it ${process.env.CI === 'true' ? 'fail' : 'are skipped'}.`)
  }
}

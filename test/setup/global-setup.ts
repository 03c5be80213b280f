import { readFileSync } from 'node:fs'
import { parseCLI, type TestProject } from 'vitest/node'
import { findProgram } from '../../packages/core/src/testing/environment.ts'
import { startMariadb } from './mariadb.ts'

/**
 * Gives the tests a MySQL server: the one of `VITRINE_TEST_MYSQL_URL`, else a throw-away MariaDB where that is installed.
 * It is only started when a test file of this run asks for it, so that running one plain unit test stays quick.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const givenUrl = process.env.VITRINE_TEST_MYSQL_URL
  const binary = findProgram('mariadb')
  if (givenUrl || !binary || !(await asksForMysql(project))) {
    project.provide('mysqlUrl', givenUrl || null)
    return undefined
  }
  const server = await startMariadb(binary)
  project.provide('mysqlUrl', server.url)
  return () => server.stop()
}

const asksForMysql = async (project: TestProject): Promise<boolean> => {
  const { testFiles } = await project.globTestFiles(fileFilters())
  return testFiles.some((file) => /describeDialects|mysqlUrl|['"]mariadb['"]/.test(readFileSync(file, 'utf8')))
}

/** The file filters of the command line. Where vitest was started by other means (an editor), every file counts. */
const fileFilters = (): string[] => {
  try {
    return parseCLI(['vitest', ...process.argv.slice(2)]).filter
  } catch {
    return []
  }
}

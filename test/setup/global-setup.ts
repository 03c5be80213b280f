import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { parseCLI, type TestProject } from 'vitest/node'
import { findProgram, missingReason, type Tool, tools } from '../../packages/core/src/testing/environment.ts'
import { buildIfStale, cliFile } from '../../scripts/build.mjs'
import { startMariadb } from './mariadb.ts'
import { startS3 } from './s3.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the built command line program, `packages/server/dist/cli.js`; built when it was older than the sources. */
    vitrineCli: string
  }
}

/**
 * Prepares what the test files of this run ask for, and nothing else, so that running one plain unit test stays quick:
 * a MySQL server (that of `VITRINE_TEST_MYSQL_URL`, else a throw-away MariaDB where that is installed), an S3 service (that of
 * `VITRINE_TEST_S3_URL`, else a throw-away radosgw), and a build.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const sources = await testSources(project)
  const asks = (pattern: RegExp): boolean => sources.some((source) => pattern.test(source))

  // Browsers get the scripts as they are published.
  if (asks(/vitrineCli|'chromium'/)) await buildIfStale()
  project.provide('vitrineCli', cliFile)

  const asksForMysql = asks(/describeDialects|describeMysql|mysqlUrl|['"]mariadb['"]/)
  const asksForS3 = asks(/['"]s3['"]/)
  const given = { mariadb: process.env.VITRINE_TEST_MYSQL_URL || null, s3: process.env.VITRINE_TEST_S3_URL || null }
  reportMissing((tool) => {
    if (tool === 'mariadb') return asksForMysql && given.mariadb === null
    if (tool === 's3') return asksForS3 && given.s3 === null
    return asks(new RegExp(`['"]${tool}['"]`))
  })

  const stops: (() => Promise<void>)[] = []
  const provide = async (
    key: 'mysqlUrl' | 's3Url',
    givenUrl: string | null,
    start: (() => Promise<{ url: string; stop(): Promise<void> }>) | null,
  ): Promise<void> => {
    const server = givenUrl === null && start !== null ? await start() : null
    if (server) stops.push(() => server.stop())
    project.provide(key, givenUrl ?? server?.url ?? null)
  }
  const mysqlPrefix = `vitrine_test_${randomBytes(4).toString('hex')}_`
  project.provide('mysqlPrefix', mysqlPrefix)
  // A server of ours goes with all that it holds.
  const { mariadb: givenMysql } = given
  if (givenMysql !== null && asksForMysql) stops.push(() => dropDatabases(givenMysql, mysqlPrefix))
  const mariadb = asksForMysql ? findProgram('mariadb') : undefined
  await provide('mysqlUrl', given.mariadb, mariadb === undefined ? null : () => startMariadb(mariadb))
  await provide('s3Url', given.s3, asksForS3 && findProgram('s3') !== undefined ? startS3 : null)
  return stops.length === 0 ? undefined : async () => void (await Promise.all(stops.map((stop) => stop())))
}

const dropDatabases = async (uri: string, prefix: string): Promise<void> => {
  const connection = await createConnection({ uri })
  const [rows] = await connection.query<RowDataPacket[]>('show databases')
  const names = rows.map((row) => Object.values(row)[0] as string).filter((name) => name.startsWith(prefix))
  for (const name of names) await connection.query(`drop database if exists ${name}`)
  await connection.end()
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

import { randomUUID } from 'node:crypto'
import { type Connection, createConnection } from 'mysql2/promise'
import { inject } from 'vitest'

export const mysqlUri = (server: string, database: string): string => {
  const uri = new URL(server)
  uri.pathname = `/${database}`
  return uri.href
}

/** Does something on a connection that takes several statements at once. */
export const onMysql = async <T>(uri: string, work: (connection: Connection) => Promise<T>): Promise<T> => {
  const connection = await createConnection({ uri, multipleStatements: true })
  try {
    // A suite of another process may be changing what the server takes, and how it quotes what it shows.
    await connection.query("set session sql_mode = ''")
    return await work(connection)
  } finally {
    await connection.end()
  }
}

/** An empty database. @returns Its name. */
export const createMysql = async (server: string): Promise<string> => {
  const name = `${inject('mysqlPrefix')}${randomUUID().replaceAll('-', '')}`
  await onMysql(server, (connection) => connection.query(`create database ${name}`))
  return name
}

export const dropMysql = async (server: string, name: string): Promise<void> => {
  await onMysql(server, (connection) => connection.query(`drop database if exists ${name}`))
}

import { spawnSync } from 'node:child_process'
import { createConnection } from 'mysql2/promise'
import { describe, expect, it } from 'vitest'
import { describeWith, missingReason, requireTool, type Tool } from './environment.ts'

describe('the tools of the tests', () => {
  it.each<[Tool, string]>([
    ['chromium', 'chromium is missing: run "apt-get install chromium"'],
    ['exiftool', 'exiftool is missing: run "apt-get install libimage-exiftool-perl"'],
    ['ffmpeg', 'ffmpeg is missing: run "apt-get install ffmpeg"'],
  ])('names what to install for %s', (tool, reason) => expect(missingReason(tool)).toBe(reason))

  it('says for every tool where it is or what is missing', () => {
    for (const tool of ['chromium', 'exiftool', 'ffmpeg', 'mariadb'] as const) {
      const status = requireTool(tool)
      if (status.found) expect(status.at).not.toBe('')
      else expect(status.reason).toContain('apt-get install')
    }
  })
})

describeWith(['exiftool', 'ffmpeg'], 'programs found on the path', ({ exiftool, ffmpeg }) => {
  it('can be run', () => {
    expect(spawnSync(exiftool, ['-ver'], { encoding: 'utf8' }).stdout).toMatch(/^\d+\.\d+/)
    expect(spawnSync(ffmpeg, ['-version'], { encoding: 'utf8' }).stdout).toMatch(/^ffmpeg version/)
  })
})

describeWith('mariadb', 'the database server of the tests', ({ mariadb }) => {
  it('lets a test file create a database of its own', async () => {
    const connection = await createConnection(mariadb)
    try {
      const name = `vitrine_environment_${process.pid}`
      await connection.query(`create database ${name}`)
      await connection.changeUser({ database: name })
      await connection.query('create table t (id int primary key) engine = InnoDB')
      await connection.query('insert into t values (1)')
      const [rows] = await connection.query('select id from t')
      expect(rows).toEqual([{ id: 1 }])
      await connection.query(`drop database ${name}`)
    } finally {
      await connection.end()
    }
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolveMail } from './mail.ts'

const none = { baseUrl: undefined, basePath: '' }
const from = 'Photos <photos@example.org>'

describe('mail, as the server is started', () => {
  it('is not sent unless a server is named, and has no links without an address', () => {
    expect(resolveMail({}, {}, none)).toEqual({})
    expect(resolveMail({}, { VITRINE_SMTP_URL: '' }, none)).toEqual({})
    const { linkTo, mailer } = resolveMail({}, {}, { baseUrl: 'https://photos.example.org', basePath: '/g' })
    expect(linkTo?.({ page: 'forgot' })).toBe('https://photos.example.org/g/forgot')
    expect(mailer).toBeUndefined()
  })

  it('goes by the server that the environment or a file names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-mail-'))
    try {
      const file = join(folder, 'smtp')
      writeFileSync(file, 'smtp://user:secret@mail.example.org:587\n')
      const byFile = resolveMail({ smtpUrlFile: file, mailFrom: from }, {}, none)
      expect(byFile.mailer?.describe?.()).toBe(`smtp://mail.example.org:587, from ${from}`)
      const environment = { VITRINE_SMTP_URL: 'smtps://mail.example.org', VITRINE_MAIL_FROM: from }
      expect(resolveMail({}, environment, none).mailer?.describe?.()).toContain('smtps://mail.example.org')
      expect(() => resolveMail({ smtpUrlFile: join(folder, 'gone'), mailFrom: from }, {}, none)).toThrow(
        /cannot be read/,
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('says what is wrong, without the password', () => {
    expect(() => resolveMail({}, { VITRINE_SMTP_URL: 'smtp://mail.example.org' }, none)).toThrow(/VITRINE_MAIL_FROM/)
    const wrong = { VITRINE_SMTP_URL: 'http://user:canary@mail.example.org', VITRINE_MAIL_FROM: from }
    expect(() => resolveMail({}, wrong, none)).toThrow(/^The mail server \(VITRINE_SMTP_URL\) must be an address/)
    expect(() => resolveMail({}, wrong, none)).not.toThrow(/canary/)
    const sender = { VITRINE_SMTP_URL: 'smtp://mail.example.org', VITRINE_MAIL_FROM: 'nobody' }
    expect(() => resolveMail({}, sender, none)).toThrow(/--mail-from.* must be an e-mail address/)
  })
})

import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailLinks, smtpMailer } from 'vitrine'
import { openSmtpBox, type SmtpBox } from './smtp-box.ts'

const from = 'Photos <photos@example.org>'
const message = {
  to: 'ann@example.org',
  subject: 'Übergänge',
  text: 'Line one with ä and a long address: https://photos.example.org/reset?token=va_0123456789012345678901234567890123456789012\n',
  html: '<p>ä</p>',
}
const { signal } = new AbortController()

describe('mail by SMTP', () => {
  let box: SmtpBox
  beforeAll(async () => {
    box = await openSmtpBox()
  })
  afterAll(() => box[Symbol.asyncDispose]())

  it('arrives as text and as HTML, from whom it should', async () => {
    const mailer = smtpMailer({ url: box.url, from })
    await mailer.send(message, { signal })
    const [mail] = box.mails.splice(0)
    expect(mail).toMatchObject({ from: 'photos@example.org', to: ['ann@example.org'] })
    expect(mail?.text.trim()).toBe(message.text.trim())
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(mail?.raw).toMatch(/^Subject: =\?UTF-8\?/m)
    expect(mail?.raw).toContain('Content-Type: text/html')
    expect(mailer.describe?.()).toBe(`smtp://${new URL(box.url).host}, from ${from}`)
  })

  it('IN-21: goes to one address, whatever stands in it', async () => {
    const mailer = smtpMailer({ url: box.url, from })
    const to = 'ann@example.org, eve@example.org\r\nBcc: mallory@example.org'
    await mailer.send({ ...message, to, subject: 'x\r\nBcc: mallory@example.org' }, { signal }).catch(() => {})
    for (const mail of box.mails.splice(0)) {
      expect(mail.to.join()).not.toMatch(/mallory|eve/)
      expect(mail.raw).not.toMatch(/^Bcc:/im)
    }
  })

  it('says what is refused for good, and what may come later; never the password', async () => {
    const refused = smtpMailer({ url: box.url, from }).send({ ...message, to: 'refused@example.org' }, { signal })
    await expect(refused).rejects.toMatchObject({
      code: 'MAIL_REFUSED',
      details: { reason: expect.stringContaining('550') },
    })
    const wrong = box.url.replace('secret', 'wrong')
    const error = await smtpMailer({ url: wrong, from })
      .send(message, { signal })
      .catch((reason: unknown) => reason as Error)
    expect(error).toMatchObject({ code: 'MAIL_FAILED' })
    expect(String((error as Error).message)).not.toContain('wrong%20')
    const silent = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => silent.once('listening', resolve))
    const { port } = silent.address() as AddressInfo
    await new Promise((resolve) => silent.close(resolve))
    const gone = smtpMailer({ url: `smtp://127.0.0.1:${port}`, from }).send(message, { signal })
    await expect(gone).rejects.toMatchObject({ code: 'MAIL_FAILED' })
    expect(box.mails).toEqual([])
  })

  it('takes no address that is none, and repeats none', () => {
    for (const url of ['', 'mail.example.org', 'http://user:canary@host', 'smtp://', 'smtps:canary']) {
      let thrown: unknown
      try {
        smtpMailer({ url, from })
      } catch (error) {
        thrown = error
      }
      expect(thrown, url).toMatchObject({ code: 'OPTIONS_INVALID', issues: [{ path: 'url' }] })
      expect(JSON.stringify(thrown)).not.toContain('canary')
    }
    for (const bad of ['', 'nobody', 'a@b\r\nBcc: c@d', 'A <a@b> <c@d>'])
      expect(() => smtpMailer({ url: box.url, from: bad }), bad).toThrow(
        expect.objectContaining({ code: 'OPTIONS_INVALID' }),
      )
  })
})

describe('links in mails', () => {
  it('lead to the address that is configured', () => {
    const linkTo = mailLinks({ baseUrl: 'https://photos.example.org', basePath: '/gallery' })
    expect(linkTo({ page: 'reset', token: 'va_x' })).toBe('https://photos.example.org/gallery/reset?token=va_x')
    expect(linkTo({ page: 'registrations' })).toBe('https://photos.example.org/gallery/admin/accounts')
  })
})

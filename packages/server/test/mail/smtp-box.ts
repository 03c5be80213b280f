import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** As it came over the wire. */
  readonly raw: string
  /** The plain text, decoded. */
  readonly text: string
}

export interface SmtpBox extends AsyncDisposable {
  /** `smtp://user:password@127.0.0.1:…` */
  readonly url: string
  readonly mails: ReceivedMail[]
}

/** Quoted-printable of one part, as nodemailer writes it. */
const decodeText = (raw: string): string => {
  const part = /Content-Type: text\/plain[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(raw)
  const body = (part?.[1] ?? '').replace(/=\r\n/g, '')
  const bytes = body.replace(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n')
}

/** A real mail server on the loopback, which takes mail of one user and refuses an address. */
export const openSmtpBox = async (): Promise<SmtpBox> => {
  const mails: ReceivedMail[] = []
  const server = new SMTPServer({
    authMethods: ['PLAIN'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, callback) =>
      username === 'user' && password === 'smtp secret'
        ? callback(null, { user: username })
        : callback(new Error('Wrong password')),
    onRcptTo: ({ address }, _session, callback) => {
      if (!address.startsWith('refused')) return callback()
      callback(Object.assign(new Error('No such user here'), { responseCode: 550 }))
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8')
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw,
          text: decodeText(raw),
        })
        callback()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://user:${encodeURIComponent('smtp secret')}@127.0.0.1:${port}`,
    mails,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps secrets that have to be read again: whoever has the database alone reads none of them. */
export interface SecretBox {
  /** @param owner - What it belongs to; it opens for nothing else. */
  seal(plain: Uint8Array, owner: string): string
  /** `null` where it was sealed with another secret, for somebody else, or was changed. */
  open(sealed: string, owner: string): Buffer | null
}

const version = 'v1'
const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM, with a key that is derived from the gallery's secret (HKDF, RFC 5869). */
export const createSecretBox = (secret: string): SecretBox => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `vitrine secret box ${version}`, 32))
  return {
    seal: (plain, owner) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner))
      const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
      return `${version}.${sealed.toString('base64url')}`
    },
    open: (sealed, owner) => {
      const [named, text] = sealed.split('.')
      const bytes = Buffer.from(text ?? '', 'base64url')
      if (named !== version || bytes.length <= nonceBytes + tagBytes) return null
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(owner))
        .setAuthTag(bytes.subarray(-tagBytes))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()])
      } catch {
        return null
      }
    },
  }
}

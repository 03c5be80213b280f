import { createHash, randomBytes } from 'node:crypto'

/**
 * What a token opens: a session, the set-up, a link, a visit of one, the gallery by API key, the page of a mail, the
 * second step of a sign-in, a question to a passkey, the way back from another
 * provider, what asks for a password of those who have none, the end of letters, the feed of one member.
 */
export type TokenPrefix = 'vs' | 'vi' | 'vl' | 'vv' | 'vk' | 'va' | 'vp' | 'vw' | 'vo' | 'vc' | 'vu' | 'vf'

/** A secret of 256 random bits, with a prefix that tells what it opens, so that one that leaked can be searched for. */
export const createToken = (prefix: TokenPrefix): string => `${prefix}_${randomBytes(32).toString('base64url')}`

/** What the database keeps of a token. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Follows from the session's token, so that nothing more has to be kept; says nothing about it. */
export const csrfTokenOf = (token: string): string => createHash('sha256').update(`csrf:${token}`).digest('base64url')

export const looksLikeToken = (token: string, prefix: TokenPrefix): boolean =>
  token.startsWith(`${prefix}_`) && /^[\w-]{46}$/.test(token)

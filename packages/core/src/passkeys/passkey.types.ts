import type { OwnerPurpose } from '../accounts/account.types.ts'

/** A key that a device, a security key or a password manager holds for a user (WebAuthn). */
export interface Passkey {
  readonly id: number
  /** What its owner calls it. */
  readonly name: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
  /** `true`: other devices of its owner have it too, so that a lost device is not a lost passkey. */
  readonly isBackedUp: boolean
}

/** What a browser is asked, in the JSON of WebAuthn Level 3 (`parseCreationOptionsFromJSON`, `parseRequestOptionsFromJSON`). */
export interface PasskeyCeremony {
  /** The secret that goes back with the answer. It works once, for five minutes, and opens nothing by itself. */
  readonly ceremony: string
  readonly options: Readonly<Record<string, unknown>> & { readonly challenge: string }
}

/** A new passkey, as `PublicKeyCredential.toJSON()` has it; whatever else it holds is not looked at. */
export interface PasskeyAttestation {
  readonly id: string
  readonly rawId: string
  readonly type: 'public-key'
  readonly response: {
    readonly clientDataJSON: string
    readonly attestationObject: string
    readonly transports?: readonly string[] | undefined
  }
}

/** What a passkey signed, as `PublicKeyCredential.toJSON()` has it. */
export interface PasskeyAssertion {
  readonly id: string
  readonly rawId: string
  readonly type: 'public-key'
  readonly response: {
    readonly clientDataJSON: string
    readonly authenticatorData: string
    readonly signature: string
    readonly userHandle?: string | null | undefined
  }
}

/** An answer to a {@link PasskeyCeremony}. */
export interface PasskeyProof {
  readonly ceremony: string
  readonly credential: PasskeyAssertion
}

/** A passkey that a browser has just made. */
export interface NewPasskey {
  readonly ceremony: string
  readonly credential: PasskeyAttestation
  /** 1 to 100 characters. */
  readonly name: string
}

/** Where passkeys belong to. They work at this address and nowhere else, so it must be the one that visitors see. */
export interface PasskeyOptions {
  /** Public address, such as `https://photos.example.org`; several where the same gallery has several. From configuration: never from a request. */
  readonly origin: string | readonly string[]
  /** The domain passkeys are for: that of the address, or one above it. Default: that of the first address. */
  readonly rpId?: string | undefined
}

/** One's own passkeys, in person: not for API keys. */
export interface PasskeysService {
  /** The oldest first. */
  list(): Promise<Passkey[]>
  /**
   * Begins with a new passkey.
   *
   * @param proof.session - Id of the session that asks: the answer is taken from that one only.
   * @throws `PASSWORD_WRONG`, `CONFIRMATION_REQUIRED`, `PASSKEYS_UNAVAILABLE`, `PASSKEY_LIMIT_REACHED`, `RATE_LIMITED`, `FORBIDDEN` for shared accounts
   */
  beginRegistration(proof: { currentPassword: string; session?: string | undefined }): Promise<PasskeyCeremony>
  /**
   * Keeps the new passkey. From now on the password alone is not enough, and a passkey that knows its owner (by a PIN, a finger or a
   * face) is enough alone. Where it is the first second factor, the user is signed out everywhere else.
   *
   * @param answer.name - 1 to 100 characters.
   * @param answer.session - Id of the session that asks, which stays.
   * @returns Recovery codes too, where there was no second factor before: told this once.
   * @throws `PASSKEY_INVALID`, `PASSKEY_EXISTS`, `PASSKEY_LIMIT_REACHED`, `INPUT_INVALID`
   */
  register(answer: {
    ceremony: string
    credential: PasskeyAttestation
    name: string
    session?: string | undefined
  }): Promise<{ readonly passkey: Passkey; readonly recoveryCodes: readonly string[] | null }>
  /** @throws `PASSKEY_NOT_FOUND`, `INPUT_INVALID` */
  rename(id: number, patch: { name: string }): Promise<Passkey>
  /**
   * @param proof.code - A recovery code, where it is the last second factor: a screen that was left open is not enough.
   * @throws `PASSKEY_NOT_FOUND`, `PASSWORD_WRONG`, `CONFIRMATION_REQUIRED`, `CODE_INVALID`, `SECOND_FACTOR_REQUIRED_BY_POLICY`, `RATE_LIMITED`
   */
  remove(id: number, proof: { currentPassword: string; code?: string | undefined }): Promise<void>
  /**
   * Begins to confirm to be the owner of an account without a password.
   *
   * @param asked.purpose - What it is for, and nothing else.
   * @param asked.session - Id of the session that asks.
   * @throws `FORBIDDEN` for those who have a password, and without a session; `PASSKEY_NOT_FOUND`, `PASSKEYS_UNAVAILABLE`
   */
  beginConfirming(asked: { purpose: OwnerPurpose; session: string | undefined }): Promise<PasskeyCeremony>
  /**
   * @returns What is given as `currentPassword`, once, within five minutes, for the purpose and in the session that asked.
   * @throws `PASSKEY_INVALID`, `PASSKEY_COPIED`, `FORBIDDEN`, `INPUT_INVALID`
   */
  confirm(answer: PasskeyProof & { purpose: OwnerPurpose; session: string | undefined }): Promise<string>
}

/** Whom passkeys are made for. */
export interface RelyingParty {
  readonly rpId: string
  readonly origins: readonly string[]
}

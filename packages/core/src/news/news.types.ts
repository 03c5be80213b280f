/** How often somebody is written to about what is new. */
export const newsRhythms = ['never', 'daily', 'weekly'] as const
export type NewsRhythm = (typeof newsRhythms)[number]

export interface NewsSettings {
  /** Whether letters about what is new are written at all. Default `false`. */
  readonly enabled: boolean
  /** The hour at which they go out, UTC: 0 to 23. The weekly ones on Mondays. Default 6. */
  readonly hour: number
  /** Text of the site's own above what is new, 1,000 characters at most; `null`: none. */
  readonly text: string | null
  /** Small pictures in the letter. Default `true`. */
  readonly pictures: boolean
  /** Of one letter, 1 to 30; what is beyond is counted. Default 12. */
  readonly maxPictures: number
}

/** What a member chose. */
export interface NewsChoice {
  readonly rhythm: NewsRhythm
  /** ISO 8601 UTC. The next letter tells what came in since; `null`: nobody asked for letters yet. */
  readonly since: string | null
  /** When the next one goes out, where there is anything to tell; `null`: never. */
  readonly nextAt: string | null
  /** Whether such letters are written at all: the settings say so, and the gallery can send mail. */
  readonly isOffered: boolean
  /** When the address of the member's own feed was made; `null`: there is none. */
  readonly feedMadeAt: string | null
}

export interface NewsSubscriber {
  readonly userId: number
  readonly username: string
  readonly rhythm: NewsRhythm
  readonly since: string
  readonly nextAt: string | null
  /** `false`: there is no address, or the account is disabled. */
  readonly canBeWrittenTo: boolean
}

export interface NewsState {
  readonly isOffered: boolean
  readonly subscribers: number
  /** When the next letters go out; `null`: never. */
  readonly nextAt: string | null
}

/** What would be sent at this moment. */
export interface NewsPreview {
  /** Members that were looked at: those whose letters are due first, 100 at most. */
  readonly looked: number
  /** How many of them would get a letter. */
  readonly letters: number
  /** New photos in the longest of these letters. */
  readonly mostPhotos: number
  /** Whether these are all members who asked for letters. */
  readonly isComplete: boolean
}

export interface NewsPageOptions {
  /** 1 to 200. Default 50. */
  limit?: number | undefined
  cursor?: string | undefined
}

/** Letters and feeds about what is new. */
export interface NewsService {
  /** One's own choice. @throws `UNAUTHENTICATED`, `FORBIDDEN` */
  own(): Promise<NewsChoice>
  /** @throws `UNAUTHENTICATED`, `FORBIDDEN`, `INPUT_INVALID` */
  choose(choice: { rhythm: NewsRhythm }): Promise<NewsChoice>
  /**
   * Makes the address of one's own feed anew; the one so far stops to work. The key is told this once.
   *
   * @throws `UNAUTHENTICATED`, `FORBIDDEN`
   */
  makeFeed(): Promise<{ readonly key: string }>
  removeFeed(): Promise<void>

  /** Administrators only, as all that follows. */
  settings(): Promise<NewsSettings>
  setSettings(patch: Partial<NewsSettings>): Promise<NewsSettings>
  state(): Promise<NewsState>
  /** Those who asked for letters, by their ids. @throws `CURSOR_INVALID`, `INPUT_INVALID` */
  subscribers(options?: NewsPageOptions): Promise<{
    readonly items: readonly NewsSubscriber[]
    readonly nextCursor: string | null
    readonly total: number
  }>
  /** Chooses in a member's place. @throws `USER_NOT_FOUND`, `FORBIDDEN` for an account that several people share */
  chooseFor(userId: number, choice: { rhythm: NewsRhythm }): Promise<NewsSubscriber>
  preview(): Promise<NewsPreview>
  /** Has the letters written now instead of at their hour. @throws `NEWS_OFF`, `MAIL_UNAVAILABLE` */
  send(): Promise<{ readonly members: number }>
}

/** What those who come with a key may do; for the program that embeds the gallery, not for actors. */
export interface NewsDoor {
  /** Whose letters the key of one ends; `null`: nobody's. */
  subscriptionOf(key: string): Promise<{ readonly username: string; readonly rhythm: NewsRhythm } | null>
  /** Ends them, as often as it is asked. @returns `false` where nobody has this key */
  unsubscribe(key: string): Promise<boolean>
  /** Whose feed a key opens; `null`: nobody's, or somebody's who may not sign in any more. */
  userOfFeed(key: string): Promise<number | null>
}

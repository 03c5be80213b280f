import { type Album, type LinkFeedback, linkFeedback, type ShareLink } from '@vitrine/core'
import type { FormField } from './form-page.ts'
import type { ViewContext } from './view-context.ts'

const levelsAbove = [0, 1, 2, 4, 8] as const

/** What a link may give beside looking, in the order of the form. */
export const linkRights = ['download', 'submit', 'upload'] as const

/** Whoever may add photos may let others send them in; to photos nothing can be added. */
const mayGive = (
  { album, capabilities }: { album: Album | null; capabilities: readonly string[] },
  right: (typeof linkRights)[number],
): boolean =>
  right === 'download'
    ? capabilities.includes(right)
    : album !== null && (capabilities.includes('upload') || capabilities.includes(right))

/** What visitors may say, each ticked or not. */
const feedbackFields = (
  isTicked: (one: LinkFeedback) => boolean,
  error: (name: string) => string | null,
  { t }: Pick<ViewContext, 't'>,
): FormField[] =>
  linkFeedback.map((one, at) => ({
    kind: 'check',
    name: one,
    label: t(`share.${one}`),
    isChecked: isTicked(one),
    error: at === 0 ? error('feedback') : null,
  }))

/** What can be said of a new link, with what was typed before. */
export const shareFields = (
  typed: URLSearchParams,
  at: {
    readonly name: string
    /** `null`: photos, which have nothing below them. */
    readonly album: Album | null
    readonly capabilities: readonly string[]
    readonly level: number
    readonly sizes: readonly string[]
    readonly error: (name: string) => string | null
  },
  { t }: Pick<ViewContext, 't'>,
): FormField[] => {
  const isTyped = typed.has('name')
  const below = at.album !== null && at.album.counts.albums > 0
  return [
    {
      kind: 'text',
      name: 'name',
      label: t('share.name'),
      hint: t('share.name.hint'),
      value: typed.get('name') ?? at.name,
      maxLength: 255,
      required: true,
      error: at.error('name'),
    },
    ...(below
      ? [
          {
            kind: 'choice' as const,
            name: 'what',
            label: t('share.what'),
            options: (['album', 'tree'] as const).map((value) => ({
              value,
              label: t(`share.what.${value}`),
              isSelected: (typed.get('what') ?? 'album') === value,
            })),
          },
        ]
      : []),
    ...linkRights
      .filter((one) => mayGive(at, one))
      .map((one) => ({
        kind: 'check' as const,
        name: one,
        label: t(one === 'submit' ? 'share.submit.right' : `share.${one}`),
        isChecked: isTyped && typed.get(one) === '1',
        error: one === 'download' ? at.error('capabilities') : null,
      })),
    ...feedbackFields((one) => isTyped && typed.get(one) === '1', at.error, { t }),
    ...(at.level > 0
      ? [
          {
            kind: 'select' as const,
            name: 'level',
            label: t('share.level'),
            options: levelsAbove
              .filter((level) => level <= at.level)
              .map((level) => ({
                value: String(level),
                label: t(`share.level.${level}`),
                isSelected: (typed.get('level') ?? '0') === String(level),
              })),
          },
        ]
      : []),
    ...termFields(
      {
        recipient: typed.get('recipient') ?? '',
        maxSize: typed.get('maxSize') ?? '',
        watermarkText: typed.get('watermarkText') ?? '',
        sizes: at.sizes,
        expires: typed.get('expires') ?? '',
        uses: typed.get('uses') ?? '',
        passwordHint: t('share.password.hint'),
        error: at.error,
      },
      { t },
    ),
  ]
}

interface TypedTerms {
  recipient: string
  expires: string
  uses: string
  passwordHint: string
  maxSize: string
  watermarkText: string
  /** Names of the sizes there are, smallest first. */
  sizes: readonly string[]
  error: (name: string) => string | null
}

/** How large its pictures are, and what lies on them. */
const pictureFields = (typed: TypedTerms, { t }: Pick<ViewContext, 't'>): FormField[] => {
  // One that is no longer among them stays chosen until another is.
  const names = typed.maxSize === '' ? typed.sizes : [...new Set([...typed.sizes, typed.maxSize])]
  return [
    {
      kind: 'select',
      name: 'maxSize',
      label: t('share.maxSize'),
      hint: t('share.maxSize.hint'),
      options: [
        { value: '', label: t('share.maxSize.any'), isSelected: typed.maxSize === '' },
        ...names.map((name) => ({ value: name, label: name, isSelected: name === typed.maxSize })),
      ],
      error: typed.error('maxSize'),
    },
    {
      kind: 'text',
      name: 'watermarkText',
      label: t('share.watermarkText'),
      hint: t('share.watermarkText.hint'),
      value: typed.watermarkText,
      maxLength: 200,
      error: typed.error('watermarkText'),
    },
  ]
}

const termFields = (typed: TypedTerms, { t }: Pick<ViewContext, 't'>): FormField[] => [
  ...pictureFields(typed, { t }),
  {
    kind: 'text',
    name: 'recipient',
    label: t('share.recipient'),
    hint: t('share.recipient.hint'),
    value: typed.recipient,
    maxLength: 255,
    error: typed.error('recipient'),
  },
  {
    kind: 'password',
    name: 'password',
    label: t('share.password'),
    hint: typed.passwordHint,
    value: '',
    maxLength: 200,
    error: typed.error('password'),
  },
  {
    kind: 'date',
    name: 'expires',
    label: t('share.expires'),
    hint: t('share.expires.hint'),
    value: typed.expires,
    maxLength: 10,
    error: typed.error('expiresAt'),
  },
  {
    kind: 'number',
    name: 'uses',
    label: t('share.uses'),
    hint: t('share.uses.hint'),
    value: typed.uses,
    maxLength: 4,
    error: typed.error('maxUses'),
  },
]

/** What can be changed of a link. */
export const changeFields = (
  link: ShareLink,
  {
    typed,
    sizes,
    error,
  }: {
    readonly typed: URLSearchParams | null
    readonly sizes: readonly string[]
    readonly error: (name: string) => string | null
  },
  { t }: Pick<ViewContext, 't'>,
): FormField[] => {
  const held = link.photos?.capabilities ?? link.grants[0]?.capabilities ?? []
  const value = (name: string, known: string) => typed?.get(name) ?? known
  return [
    {
      kind: 'text',
      name: 'name',
      label: t('share.name'),
      value: value('name', link.name),
      maxLength: 255,
      required: true,
      error: error('name'),
    },
    {
      kind: 'check',
      name: 'download',
      label: t('share.download'),
      isChecked: typed ? typed.get('download') === '1' : held.includes('download'),
      error: error('capabilities'),
    },
    ...feedbackFields((one) => (typed ? typed.get(one) === '1' : link.feedback.includes(one)), error, { t }),
    ...termFields(
      {
        recipient: value('recipient', link.recipient ?? ''),
        maxSize: value('maxSize', link.maxSize ?? ''),
        watermarkText: value('watermarkText', link.watermarkText ?? ''),
        sizes,
        expires: value('expires', link.expiresAt?.slice(0, 10) ?? ''),
        uses: value('uses', link.maxUses === null ? '' : String(link.maxUses)),
        passwordHint: link.hasPassword ? t('share.password.keep') : t('share.password.hint'),
        error,
      },
      { t },
    ),
    ...(link.hasPassword
      ? [{ kind: 'check' as const, name: 'noPassword', label: t('share.password.remove'), isChecked: false }]
      : []),
  ]
}

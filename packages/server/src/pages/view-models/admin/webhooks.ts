import type { Webhook, WebhookDelivery } from '@vitrine/core'
import { type FormFault, type FormView, noFault } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import { type Managed, toManageNav } from './manage.ts'

interface WebhookView {
  readonly name: string
  readonly url: string
  readonly description: string
  readonly types: string
  readonly state: 'active' | 'failing' | 'paused' | 'disabled'
  readonly stateText: string
  readonly advice: string | null
  readonly openUrl: string
  readonly actions: readonly {
    readonly label: string
    readonly url: string
    readonly icon: 'refresh' | 'play' | 'close'
  }[]
}

interface Frame extends Managed {
  readonly csrfToken: string | null
  readonly notice: string | null
  /** Something did not go well. */
  readonly fault: string | null
  /** A secret that was just made; shown this once. */
  readonly secret: string | null
}

/** `AdminWebhooksView@1` */
export interface AdminWebhooksView extends Frame {
  readonly webhooks: readonly WebhookView[]
  readonly add: FormView
}

/** `AdminWebhookView@1` */
export interface AdminWebhookView extends Frame {
  readonly webhook: WebhookView
  readonly settings: FormView
  readonly replay: FormView
  readonly renewUrl: string
  readonly deleteUrl: string
  readonly backUrl: string
  readonly deliveries: readonly {
    readonly type: string
    readonly id: string
    readonly state: WebhookDelivery['state']
    readonly stateText: string
    readonly answer: string
    readonly attempts: string
    readonly at: string
    readonly resendUrl: string
  }[]
  readonly moreUrl: string | null
}

/** What was typed into the form of a webhook. */
export interface WebhookValues {
  readonly url: string
  readonly description: string
  readonly types: string
}

export interface WebhookPageState {
  readonly csrfToken: string | null
  readonly notice: string | null
  readonly fault: string | null
  readonly secret: string | null
  readonly typed?: { readonly values: WebhookValues; readonly fault: FormFault }
}

const base = '/admin/webhooks'

export const toAdminWebhooksView = (
  webhooks: readonly Webhook[],
  { typed, ...state }: WebhookPageState,
  context: ViewContext,
): AdminWebhooksView => ({
  ...state,
  nav: toManageNav('webhooks', context),
  webhooks: webhooks.map((webhook) => toWebhookView(webhook, context)),
  add: toForm(
    {
      id: 'add',
      action: context.links.path(base),
      submit: context.t('webhooks.add.submit'),
      csrfToken: state.csrfToken,
    },
    typed ?? { values: { url: '', description: '', types: '' }, fault: noFault },
    context,
  ),
})

export const toAdminWebhookView = (
  webhook: Webhook,
  deliveries: { readonly items: readonly WebhookDelivery[]; readonly nextCursor: string | null },
  {
    typed,
    since,
    ...state
  }: WebhookPageState & { readonly since?: { readonly value: string; readonly fault: FormFault } },
  context: ViewContext,
): AdminWebhookView => {
  const { links, t, formats } = context
  const at = (action: string): string => links.path(`${base}/${webhook.id}${action}`)
  const values = { url: webhook.url, description: webhook.description, types: (webhook.types ?? []).join(' ') }
  const replayFault = since?.fault ?? noFault
  return {
    ...state,
    nav: toManageNav('webhooks', context),
    webhook: toWebhookView(webhook, context),
    settings: toForm(
      { id: 'settings', action: at(''), submit: t('webhooks.save'), csrfToken: state.csrfToken },
      typed ?? { values, fault: noFault },
      context,
    ),
    replay: {
      id: 'replay',
      title: null,
      method: 'post',
      action: at('/replay'),
      csrfToken: state.csrfToken,
      error: replayFault.message,
      fields: [
        {
          kind: 'text',
          name: 'since',
          label: t('webhooks.replay.since'),
          hint: t('webhooks.replay.since.hint'),
          error: replayFault.of('since'),
          value: since?.value ?? '',
          maxLength: 30,
          required: true,
        },
      ],
      submit: t('webhooks.replay.submit'),
    },
    renewUrl: at('/secret'),
    deleteUrl: at('/delete'),
    backUrl: links.path(base),
    deliveries: deliveries.items.map((delivery) => ({
      type: delivery.eventType,
      id: delivery.eventId,
      state: delivery.state,
      stateText: t(`webhooks.log.${delivery.state}`),
      answer:
        delivery.status === null
          ? t('webhooks.log.noAnswer')
          : t('webhooks.log.answer', { status: delivery.status, ms: delivery.durationMs }),
      attempts: formats.number(delivery.attempts),
      at: formats.instant(delivery.at),
      resendUrl: at(`/deliveries/${delivery.id}/resend`),
    })),
    moreUrl:
      deliveries.nextCursor === null ? null : links.path(`${base}/${webhook.id}`, { cursor: deliveries.nextCursor }),
  }
}

const toWebhookView = (webhook: Webhook, { links, t, formats }: ViewContext): WebhookView => {
  const state = webhook.state === 'active' && webhook.failingSince !== null ? 'failing' : webhook.state
  const at = (action: string): string => links.path(`${base}/${webhook.id}${action}`)
  const failing =
    webhook.failingSince === null ? null : t('webhooks.failing', { since: formats.instant(webhook.failingSince) })
  const next =
    webhook.nextAttemptAt === null ? null : t('webhooks.next', { at: formats.instant(webhook.nextAttemptAt) })
  return {
    name: new URL(webhook.url).host,
    url: webhook.url,
    description: webhook.description,
    types: webhook.types === null ? t('webhooks.types.all') : webhook.types.join(', '),
    state,
    stateText: t(`webhooks.state.${state}`),
    advice:
      state === 'disabled'
        ? t('webhooks.disabled')
        : state === 'failing'
          ? [failing, next].filter(Boolean).join(' ')
          : null,
    openUrl: at(''),
    actions: [
      { label: t('webhooks.test'), url: at('/test'), icon: 'refresh' },
      webhook.state === 'active'
        ? { label: t('webhooks.pause'), url: at('/pause'), icon: 'close' }
        : { label: t('webhooks.resume'), url: at('/resume'), icon: 'play' },
    ],
  }
}

const toForm = (
  about: Pick<FormView, 'id' | 'action' | 'submit' | 'csrfToken'>,
  { values, fault }: { values: WebhookValues; fault: FormFault },
  { t }: ViewContext,
): FormView => ({
  ...about,
  title: null,
  method: 'post',
  error: fault.message,
  fields: [
    {
      kind: 'text',
      name: 'url',
      label: t('webhooks.url'),
      hint: t('webhooks.url.hint'),
      error: fault.of('url'),
      value: values.url,
      maxLength: 2_000,
      required: true,
    },
    {
      kind: 'text',
      name: 'types',
      label: t('webhooks.events'),
      hint: t('webhooks.events.hint'),
      error: fault.of('types'),
      value: values.types,
      maxLength: 2_000,
    },
    {
      kind: 'text',
      name: 'description',
      label: t('webhooks.description'),
      error: fault.of('description'),
      value: values.description,
      maxLength: 255,
    },
  ],
})

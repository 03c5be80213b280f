type Format = (value: number) => string
const plain =
  (text: string): (() => string) =>
  () =>
    text

/** The sentences of the pages about webhooks. */
export const webhookEnglish = {
  'webhooks.title': plain('Webhooks'),
  'webhooks.text': plain('Other programs are told what happens here.'),
  'webhooks.lead': plain(
    'A webhook sends a short signed message to an address whenever something changes: what happened to which photo or album, not its contents.',
  ),
  'webhooks.list': plain('Addresses'),
  'webhooks.none.title': plain('Nobody is told yet'),
  'webhooks.none.text': plain(
    'Add an address below. What happens from then on is sent there, one event after another.',
  ),
  'webhooks.state.active': plain('Active'),
  'webhooks.state.failing': plain('Not reached'),
  'webhooks.state.paused': plain('Paused'),
  'webhooks.state.disabled': plain('Switched off'),
  'webhooks.failing': (d: { since: string }) =>
    `Nothing has arrived since ${d.since}. Events wait and are tried again, for five days in all.`,
  'webhooks.next': (d: { at: string }) => `Next attempt: ${d.at}.`,
  'webhooks.disabled': plain(
    'Nothing arrived for five days, so nothing is sent any more. Take it up again when the receiver is mended: it goes on where it was.',
  ),
  'webhooks.types.all': plain('All events'),
  'webhooks.open': plain('Log and settings'),
  'webhooks.test': plain('Send a test'),
  'webhooks.pause': plain('Pause'),
  'webhooks.resume': plain('Take up again'),
  'webhooks.tested': (d: { status: number }) => `The test arrived: the receiver answered with ${d.status}.`,
  'webhooks.tested.refused': (d: { status: number }) =>
    `The receiver did not take the test: it answered with ${d.status}.`,
  'webhooks.tested.none': plain('There was no answer. Is the address right, public and reachable from this server?'),
  'webhooks.saved': plain('Saved.'),
  'webhooks.deleted': plain('The webhook is gone.'),
  'webhooks.replayed': plain('Events are being sent again from there on.'),
  'webhooks.add': plain('Add an address'),
  'webhooks.add.submit': plain('Add'),
  'webhooks.url': plain('Address'),
  'webhooks.url.hint': plain(
    'https://… Addresses in private networks only where the server’s configuration allows them.',
  ),
  'webhooks.description': plain('Note'),
  'webhooks.events': plain('Events'),
  'webhooks.events.hint': plain(
    'Types such as photo.added, or photo.* for all of a kind, with spaces between. Empty: all.',
  ),
  'webhooks.secret.title': plain('The secret that signs the messages'),
  'webhooks.secret.text': plain('Give it to the receiver now: it is not shown again.'),
  'webhooks.settings': plain('Settings'),
  'webhooks.save': plain('Save'),
  'webhooks.log': plain('What was sent'),
  'webhooks.log.none': plain('Nothing yet.'),
  'webhooks.log.event': plain('Event'),
  'webhooks.log.outcome': plain('Outcome'),
  'webhooks.log.attempts': plain('Attempts'),
  'webhooks.log.at': plain('Last attempt'),
  'webhooks.log.delivered': plain('Arrived'),
  'webhooks.log.waiting': plain('Waits'),
  'webhooks.log.dead': plain('Given up'),
  'webhooks.log.answer': (d: { status: number; ms: number }, n: Format) => `answer ${d.status}, ${n(d.ms)} ms`,
  'webhooks.log.noAnswer': plain('no answer'),
  'webhooks.log.more': plain('Older ones'),
  'webhooks.resend': plain('Send again'),
  'webhooks.replay': plain('Send again from a day on'),
  'webhooks.replay.lead': plain(
    'Everything that happened since then is sent once more, in order and with the same ids, so that the receiver can tell what it knows.',
  ),
  'webhooks.replay.since': plain('Since'),
  'webhooks.replay.since.hint': plain('A day such as 2026-05-01, in UTC.'),
  'webhooks.replay.since.fault': plain('This is not a day.'),
  'webhooks.replay.submit': plain('Send again'),
  'webhooks.end': plain('Secret and end'),
  'webhooks.renew': plain('New secret'),
  'webhooks.delete': plain('Delete'),
} as const

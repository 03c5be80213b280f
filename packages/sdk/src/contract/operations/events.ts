import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { EventListQuery, EventPage, EventStreamQuery } from '../schemas/event.ts'

export const events = {
  list: defineOperation({
    id: 'events.list',
    ...routes.events.list,
    summary:
      'What happened after an event, as far as the asker may know: photos and albums that it sees; administrators all.',
    input: { query: EventListQuery },
    output: EventPage,
    status: 200,
    errors: ['CURSOR_INVALID'],
    auth: 'public',
    scope: 'read',
    csrf: false,
  }),
  stream: defineOperation({
    id: 'events.stream',
    ...routes.events.stream,
    summary: 'The same as server-sent events, as it happens. The header `Last-Event-ID` says where to go on.',
    input: { query: EventStreamQuery },
    output: null,
    status: 200,
    errors: ['CURSOR_INVALID', 'RATE_LIMITED'],
    auth: 'public',
    scope: 'read',
    csrf: false,
  }),
}

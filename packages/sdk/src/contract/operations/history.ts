import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import {
  HistorySettings,
  HistorySettingsPatch,
  VisitPage,
  VisitPurge,
  VisitPurgeStarted,
  VisitQuery,
  VisitSummary,
  VisitSummaryQuery,
} from '../schemas/history.ts'

const administrators = { auth: 'admin', scope: 'administer' } as const

export const history = {
  list: defineOperation({
    id: 'history.list',
    ...routes.history.list,
    summary: 'Who looked at what, the newest first.',
    description:
      'As far as visits were kept: see the settings. What the API itself answers is no visit, but for downloads.',
    example: { types: ['page'], limit: 20 },
    input: { query: VisitQuery },
    output: VisitPage,
    status: 200,
    errors: ['CURSOR_INVALID', 'FORBIDDEN'],
    ...administrators,
    csrf: false,
  }),
  summary: defineOperation({
    id: 'history.summary',
    ...routes.history.summary,
    summary: 'How many visits there were in each hour, day, month or year.',
    description:
      'Also of lines that are forgotten by now. Without days: the last day by hours, 30 days, a year by months, ten years. At most 31 days by hours, a year by days, ten years by months.',
    example: { by: 'day' },
    input: { query: VisitSummaryQuery },
    output: VisitSummary,
    status: 200,
    errors: ['FORBIDDEN'],
    ...administrators,
    csrf: false,
  }),
  settings: defineOperation({
    id: 'history.settings',
    ...routes.history.settings,
    summary: 'Whose visits are kept, and what of them.',
    input: {},
    output: HistorySettings,
    status: 200,
    errors: ['FORBIDDEN'],
    ...administrators,
    csrf: false,
  }),
  setSettings: defineOperation({
    id: 'history.setSettings',
    ...routes.history.setSettings,
    summary: 'Says whose visits are kept, and what of them: nothing until it is switched on.',
    example: { guests: true, users: true, keepDays: 30 },
    input: { body: HistorySettingsPatch },
    output: HistorySettings,
    status: 200,
    errors: ['FORBIDDEN', 'CSRF_REJECTED'],
    ...administrators,
    csrf: true,
  }),
  purge: defineOperation({
    id: 'history.purge',
    ...routes.history.purge,
    summary: 'Has visits forgotten, in the background.',
    example: { what: 'lines', before: '2024-01-01' },
    input: { body: VisitPurge },
    output: VisitPurgeStarted,
    status: 202,
    errors: ['FORBIDDEN', 'CSRF_REJECTED'],
    ...administrators,
    csrf: true,
  }),
}

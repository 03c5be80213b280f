const plain =
  (text: string): (() => string) =>
  () =>
    text

/** The sentences of the page that shows the API. */
export const referenceEnglish = {
  'reference.title': plain('The API'),
  'reference.lead': plain('Everything this gallery does for programs, to read and to try.'),
  'reference.document': plain('The same as an OpenAPI document'),
  'reference.as': (d: { name: string }) =>
    `What you send from here is sent as ${d.name}, and done: what you delete is deleted.`,
  'reference.guest': plain('What you send from here is sent as a guest, unless you sign in or fill in an API key.'),
}

const plain =
  (text: string): (() => string) =>
  () =>
    text

/** The sentences about the documentation that the server shows: the page of the API, and the guides. */
export const referenceEnglish = {
  'reference.title': plain('The API'),
  'reference.lead': plain('Everything this gallery does for programs, to read and to try.'),
  'reference.document': plain('The same as an OpenAPI document'),
  'reference.docs': plain('Guides and the SDK'),
  'docs.missing.title': plain('The documentation was not built'),
  'docs.missing.text': plain(
    'It is part of the published package. In a checkout, “npm run docs” builds it; start again after that.',
  ),
  'reference.as': (d: { name: string }) =>
    `What you send from here is sent as ${d.name}, and done: what you delete is deleted.`,
  'reference.guest': plain('What you send from here is sent as a guest, unless you sign in or fill in an API key.'),
}

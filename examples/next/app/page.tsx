// Next asks for a default export.
export default function Home() {
  return (
    <p>
      My own page, and <a href="/photos/">my pictures</a>.
    </p>
  )
}

interface Format { number: (value: number) => string }

/** "12 Ko", "3,4 Mo": the size of a file as people read it. */
export function sizeText(bytes: number, format: Format): string {
  const kilo = bytes / 1024
  if (kilo < 1000) return `${format.number(Math.max(1, Math.round(kilo)))} Ko`
  return `${format.number(Math.round((kilo / 1024) * 10) / 10)} Mo`
}

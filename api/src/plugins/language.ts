import type { FastifyRequest } from 'fastify'
import type { Language } from '../errors.ts'

/** French unless Accept-Language ranks English above it. */
export function languageOf(request: FastifyRequest): Language {
  const header = request.headers['accept-language'] ?? ''
  const ranked = header.split(',').map((part) => {
    const [tag = '', ...params] = part.trim().toLowerCase().split(';')
    const quality = params.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean)
    return { language: tag.slice(0, 2), quality: quality === undefined ? 1 : Number(quality) }
  })
  const best = ranked.filter((r) => r.language === 'fr' || r.language === 'en').sort((a, b) => b.quality - a.quality)[0]
  return best?.language === 'en' ? 'en' : 'fr'
}

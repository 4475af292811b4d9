// Runs before the first paint, outside the bundle: the page must never flash in the wrong theme or language.
// It is a file because the content security policy forbids inline scripts.
try {
  var theme = localStorage.getItem('theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  var locale = localStorage.getItem('locale')
  if (locale === 'fr' || locale === 'en') document.documentElement.lang = locale
} catch {
  // Storage can be forbidden: the defaults stand.
}

/**
 * Where what floats is drawn: inside a landmark of the page, so that no content stands outside one; the body where there is none (tests).
 * Dialogs go there too: what opens over a dialog must not be hidden with the page behind it.
 */
export const overlayTarget = (): HTMLElement => document.getElementById('overlays') ?? document.body

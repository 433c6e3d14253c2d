import { svg, type TemplateResult } from 'lit';

/** Sixteen pixels square, in the colour of the text; each stands beside words or in a control with a name. */
const icon = (path: string): TemplateResult =>
  svg`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=${path} /></svg>`;

export const icons = {
  pause: icon('M4 2.5h2.5v11H4zM9.5 2.5H12v11H9.5z'),
  resume: icon('M4 2.3v11.4L13 8z'),
  table: icon('M1.5 2.5h13v11h-13zM2.5 6v2.5h3.5V6zM7 6v2.5h6.5V6zM2.5 9.5v3h3.5v-3zM7 9.5v3h6.5v-3z'),
  download: icon('M7.4 1.5h1.2v7l2.6-2.6.8.8L8 10.7 4 6.7l.8-.8 2.6 2.6zM2.5 12.8h11V14h-11z'),
  resetZoom: icon(
    'M7 2a5 5 0 1 1-3.1 8.9l.7-.8A4 4 0 1 0 3 7H5L2.5 10 0 7h2a5 5 0 0 1 5-5zM10.9 10.2l4 4-.8.8-4-4z',
  ),
  warning: icon('M8 1.2 15.2 14H.8zM8 3.7 2.7 12.9h10.6zM7.4 6.5h1.2v3.3H7.4zM7.4 10.7h1.2v1.2H7.4z'),
  error: icon(
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.1a5.9 5.9 0 1 1 0 11.8A5.9 5.9 0 0 1 8 2.1zM5.8 5l2.2 2.2L10.2 5l.8.8L8.8 8l2.2 2.2-.8.8L8 8.8 5.8 11l-.8-.8L7.2 8 5 5.8z',
  ),
  stale: icon(
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.1a5.9 5.9 0 1 1 0 11.8A5.9 5.9 0 0 1 8 2.1zM7.4 4v4.4l3 1.8.6-.9-2.5-1.5V4z',
  ),
  info: icon(
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.1a5.9 5.9 0 1 1 0 11.8A5.9 5.9 0 0 1 8 2.1zM7.4 4.2h1.2v1.3H7.4zM7.4 6.8h1.2v5H7.4z',
  ),
};

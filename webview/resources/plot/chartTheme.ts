import { colorCount } from '../../../src/core/resources/charts/lineStyle';
import { opaqueColor } from '../../../src/core/resources/charts/opaqueColor';

/** A canvas does not follow style sheets: what it is drawn with is read from the theme, and again when that changes. */
export interface ChartTheme {
  readonly colors: readonly string[];
  readonly foreground: string;
  readonly quiet: string;
  readonly grid: string;
  readonly background: string;
  readonly font: string;
  /** Pixels. */
  readonly lineWidth: number;
}

const names = ['blue', 'orange', 'green', 'purple', 'red', 'yellow'] satisfies string[] & { length: 6 };

export function readTheme(): ChartTheme {
  const style = getComputedStyle(document.body);
  const read = (name: string, otherwise: string): string =>
    style.getPropertyValue(`--vscode-${name}`).trim() || otherwise;
  const foreground = read('foreground', 'gray');
  const contrast = document.body.classList.contains('vscode-high-contrast');
  return {
    colors: names.slice(0, colorCount).map((name) => opaqueColor(read(`charts-${name}`, foreground))),
    foreground,
    quiet: read('descriptionForeground', foreground),
    grid: `color-mix(in srgb, ${foreground} ${contrast ? 35 : 13}%, transparent)`,
    background: backgroundOf(document.body) ?? read('panel-background', 'Canvas'),
    font: read('font-family', 'sans-serif'),
    lineWidth: contrast ? 2 : 1,
  };
}

function backgroundOf(element: Element): string | undefined {
  const { backgroundColor } = getComputedStyle(element);
  return backgroundColor === 'rgba(0, 0, 0, 0)' ? undefined : backgroundColor;
}

/** VS Code changes the body's class and the variables on the root element. */
export function followTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
  return () => observer.disconnect();
}

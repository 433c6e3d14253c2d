import * as l10n from '@vscode/l10n';
import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { openChannel } from '../../src/core/channel';
import type { ResourcesPanel, ResourcesSnapshot } from '../../src/core/resources/resourcesPanel';
import { editorWire, useTexts } from '../page';
import { registerToolkit } from '../toolkit';
import './resources.css';

class ResourcesPage extends LitElement {
  static override readonly properties = { snapshot: { attribute: false } };
  static override readonly styles = css`
    p {
      margin: 0;
      max-width: 60ch;
      line-height: 1.4;
    }
    .quiet {
      color: var(--vscode-descriptionForeground);
    }
  `;

  declare snapshot: ResourcesSnapshot | undefined;

  override render(): TemplateResult {
    if (!this.snapshot) {
      return html`<vscode-progress-ring
        aria-label=${l10n.t('Waiting for the first data')}
      ></vscode-progress-ring>`;
    }
    return html`
      <p>${l10n.t('Nothing runs.')}</p>
      <p class="quiet">
        ${l10n.t('The GPUs, processors and memory of a training run or a local endpoint will appear here. This version does not start any yet.')}
      </p>
    `;
  }
}

useTexts();
registerToolkit();
customElements.define('longshore-resources', ResourcesPage);
const page = new ResourcesPage();
document.body.append(page);
const channel = openChannel<ResourcesPanel['view'], ResourcesPanel['host']>(editorWire(), {
  grow: () => undefined,
  show: (snapshot) => {
    page.snapshot = snapshot;
  },
});
channel.call('ready', undefined);

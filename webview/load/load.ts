import { openChannel } from '../../src/core/channel';
import type { LoadPanel } from '../../src/core/load/panel/loadPanel';
import { openEditor, useTexts } from '../page';
import { registerToolkit } from '../toolkit';
import '../endpoint/endpoint.css';
import { CurveElement } from './curveElement';
import './load.css';
import { LoadPage } from './loadPage';

useTexts();
registerToolkit();
customElements.define('longshore-curve', CurveElement);
customElements.define('longshore-load', LoadPage);
const { wire } = openEditor();
const page = new LoadPage();
const channel = openChannel<LoadPanel['view'], LoadPanel['host']>(wire, {
  show: (snapshot) => page.show(snapshot),
});
page.connect(channel.call);
document.body.append(page);
channel.call('ready', undefined);

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { askEngine } from '../support/vscode/askEngine';
import { lensesOf, openFile, openText, workspaceRoot } from '../support/vscode/editedFiles';
import { eventually } from '../support/workbench/eventually';

const root = workspaceRoot();
const image = 'longshore-test/task:1';
const own = ['$(tools) Build Image', '$(cloud-upload) Build and Push to ECR'];
const write = async (path: string, text: string): Promise<void> =>
  vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root, path), Buffer.from(text));

describe('Builds in the editor', () => {
  before(() => {
    process.env['DOCKER_HOST'] = process.env['LONGSHORE_TEST_ENGINE'];
    // Its steps are no containers of the engine, which other tests count meanwhile.
    process.env['DOCKER_BUILDKIT'] = '1';
  });
  afterEach(async () => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  after(async () => {
    delete process.env['DOCKER_BUILDKIT'];
    for (const path of ['tasks', '.vscode'])
      rmSync(vscode.Uri.joinPath(root, path).fsPath, { recursive: true, force: true });
    await askEngine('DELETE', `/images/${image}?force=1`);
    const filters = JSON.stringify({ dangling: ['true'], label: ['longshore.test=task'] });
    await askEngine('POST', `/images/prune?filters=${encodeURIComponent(filters)}`);
  });

  it('are offered above Dockerfiles that SageMaker uses, and above no others', async () => {
    const iris = await openFile(vscode.Uri.joinPath(root, 'train-iris', 'Dockerfile'));
    await eventually(async () => assert.deepEqual(await lensesOf(iris), own));
    const other = await openText('web/Dockerfile', 'FROM nginx:1\nCOPY . /usr/share/nginx/html\n');
    await vscode.languages.setTextDocumentLanguage(other, 'dockerfile');
    assert.deepEqual(await lensesOf(other), []);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  describe('as tasks', function () {
    this.timeout(60_000);
    let tasks: readonly vscode.Task[] = [];
    const run = async (label: string): Promise<number | undefined> => {
      const asked = tasks.find(({ name }) => name === label);
      assert.ok(asked, label);
      const ended = new Promise<number | undefined>((resolve) => {
        const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
          if (execution.task.name !== label) return;
          listening.dispose();
          resolve(exitCode);
        });
      });
      await vscode.tasks.executeTask(asked);
      return ended;
    };
    const marks = (): readonly vscode.Diagnostic[] =>
      vscode.languages
        .getDiagnostics(vscode.Uri.joinPath(root, 'tasks/docker/Dockerfile'))
        .filter(({ source }) => source === 'docker build');
    const dockerfile = (command: string): string =>
      `FROM longshore-test/python-base:latest\nLABEL longshore.test=task\nARG WORD\nCOPY src/train.py /\nRUN ${command}\n`;

    before(async () => {
      await write('tasks/src/train.py', 'print(1)\n');
      await write(
        'tasks/docker/Dockerfile',
        dockerfile('test "$WORD" = yes && echo "because of it" && false'),
      );
      const build = {
        type: 'longshore-build',
        label: 'build it',
        dockerfile: '${workspaceFolder}/tasks/docker/Dockerfile',
        image,
        args: { WORD: 'yes' },
      };
      const all = [
        build,
        { ...build, label: 'build it too', context: 'tasks' },
        { ...build, label: 'build nothing', dockerfile: 'tasks/none' },
      ];
      await write('.vscode/tasks.json', JSON.stringify({ version: '2.0.0', tasks: all }));
      await eventually(async () => {
        tasks = await vscode.tasks.fetchTasks({ type: 'longshore-build' });
        assert.equal(tasks.length, 3);
      });
    });

    it('end with a code, and mark the line that failed until the file is another one', async () => {
      assert.equal(await run('build nothing'), 1);
      assert.equal(await run('build it'), 1);
      const [mark] = marks();
      assert.deepEqual([mark?.range.start.line, mark?.message.split('\n')[0]], [4, 'because of it']);
      // Nobody has it open: the disk alone tells.
      await write('tasks/docker/Dockerfile', dockerfile('test "$WORD" = yes; sleep 3'));
      await eventually(() => assert.deepEqual(marks(), []));
    });

    it('build what the same command builds, in the context that COPY speaks for', async () => {
      // At once: a name is built by one of them only.
      const codes = await Promise.all([run('build it'), run('build it too')]);
      assert.deepEqual(codes.toSorted(), [0, 1]);
      const built = await askEngine('GET', `/images/${image}/json`);
      assert.match(JSON.stringify(built), /"Architecture":"amd64"/);
    });
  });
});

// The least that drawing these lines can cost: one path for each, the least and the greatest value of each column of
// pixels, straight from typed columns. Both functions run in a page.

interface Bare {
  readonly canvases: number;
  readonly lines: number;
  readonly samples: number;
  readonly width: number;
  readonly height: number;
}

export function bareCanvas({ canvases, lines, samples, width, height }: Bare): void {
  const columns = Array.from({ length: lines }, (_, line) =>
    Float64Array.from({ length: samples }, (__, row) => 0.5 + 0.4 * Math.sin(row / 20 + line)),
  );
  const contexts = Array.from({ length: canvases }, () => {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    document.body.append(canvas);
    return canvas.getContext('2d');
  });
  Reflect.set(window, 'bare', { columns, contexts, width, height });
}

export function drawBare(): void {
  const { columns, contexts, width, height } = Reflect.get(window, 'bare');
  requestAnimationFrame(() => {
    for (const context of contexts) {
      context.clearRect(0, 0, width, height);
      for (const column of columns) {
        context.beginPath();
        for (let x = 0; x < width; x += 1) {
          const end = Math.floor(((x + 1) / width) * column.length);
          let low = 1;
          let high = 0;
          for (let row = Math.floor((x / width) * column.length); row < end; row += 1) {
            if (column[row] < low) low = column[row];
            if (column[row] > high) high = column[row];
          }
          context.lineTo(x, low * height);
          context.lineTo(x, high * height);
        }
        context.stroke();
      }
    }
  });
}

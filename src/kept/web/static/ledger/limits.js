// What a browser takes on: it holds all of a bundle in memory. What is larger is for verify.py.

export const LIMITS = { file: 32 * 1024 * 1024, unpacked: 64 * 1024 * 1024, files: 20000 };

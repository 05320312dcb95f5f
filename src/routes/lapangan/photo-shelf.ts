/** A photo on this tablet, shrunk already. `uploaded` once the server has said that it keeps it. */
export type ShelvedPhoto = {
	sha256: string;
	inspectionId: string;
	agency: string;
	blob: Blob;
	uploaded: boolean;
};

const store = 'photos';

/** Photos waiting on the tablet, by hash, in IndexedDB: a reload or a failed send loses none. */
export class PhotoShelf {
	#opened: Promise<IDBDatabase> | undefined;

	/** Rejects when the browser has no IndexedDB or no room: the screen must say so. */
	async put(photo: ShelvedPhoto): Promise<void> {
		await this.#run('readwrite', (photos) => photos.put(photo));
	}

	async get(sha256: string): Promise<ShelvedPhoto | undefined> {
		return this.#run<ShelvedPhoto | undefined>('readonly', (photos) => photos.get(sha256));
	}

	/** Forgets the photos of a visit that the server has in full, or that was thrown away. */
	async removeVisit(inspectionId: string): Promise<void> {
		const keys = await this.#run<IDBValidKey[]>('readonly', (photos) =>
			photos.index('inspectionId').getAllKeys(inspectionId)
		);
		for (const key of keys) await this.#run('readwrite', (photos) => photos.delete(key));
	}

	#open(): Promise<IDBDatabase> {
		this.#opened ??= new Promise((resolve, reject) => {
			const request = indexedDB.open('papan-siaga-sidak', 1);
			request.onupgradeneeded = () => {
				const photos = request.result.createObjectStore(store, { keyPath: 'sha256' });
				photos.createIndex('inspectionId', 'inspectionId');
			};
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
		});
		return this.#opened;
	}

	async #run<T>(
		mode: IDBTransactionMode,
		ask: (photos: IDBObjectStore) => IDBRequest<T>
	): Promise<T> {
		const database = await this.#open();
		return new Promise((resolve, reject) => {
			const transaction = database.transaction(store, mode);
			const request = ask(transaction.objectStore(store));
			transaction.oncomplete = () => resolve(request.result);
			transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'));
			transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB'));
		});
	}
}

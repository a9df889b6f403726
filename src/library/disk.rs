//! What kind of disk a file lies on, as far as the system tells: on Linux alone.

use std::path::{Path, PathBuf};

/// File systems that several computers may have open at a time. The log of a database is shared
/// by memory, which two computers do not have in common.
const SHARED: [&str; 16] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb",
    "smb2",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "coda",
    "gfs2",
    "glusterfs",
    "lustre",
    "ncpfs",
    "ocfs2",
];
/// The same where a program serves them, behind `fuse.`.
const SERVED: [&str; 8] = [
    "sshfs",
    "smbnetfs",
    "curlftpfs",
    "davfs",
    "glusterfs",
    "ceph",
    "rclone",
    "s3fs",
];

/// What is known of the disk below a path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Disk {
    /// Other computers may write to it.
    pub(super) is_shared: bool,
    /// Nobody here can write to it.
    pub(super) is_read_only: bool,
}

impl Disk {
    /// The disk of a file, which need not be there yet. Where nobody tells, it is like most.
    pub(super) fn of(path: &Path) -> Self {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let Ok(folder) = folder.canonicalize() else {
            return Self::default();
        };
        let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
        Self::among(&mounts, &folder)
    }

    /// The same by what is mounted, as `/proc/self/mountinfo` has it: number, parent, device, root,
    /// where, options, more of these, a hyphen, sort, source, options of the disk.
    fn among(mounts: &str, folder: &Path) -> Self {
        let mut found = Self::default();
        let mut longest = 0;
        for line in mounts.lines() {
            let Some((mount, disk)) = line.split_once(" - ") else {
                continue;
            };
            let mut mount = mount.split(' ').skip(4);
            let (Some(place), Some(here)) = (mount.next(), mount.next()) else {
                continue;
            };
            let mut disk = disk.split(' ');
            let (sort, all) = (disk.next().unwrap_or_default(), disk.nth(1));
            let place = unescaped(place);
            let depth = place.components().count();
            // Of two at one place the later lies over the other.
            if folder.starts_with(&place) && depth >= longest {
                longest = depth;
                let served = sort.strip_prefix("fuse.");
                let is_ro = |options: &str| options.split(',').any(|option| option == "ro");
                found = Self {
                    is_shared: SHARED.contains(&sort)
                        || served.is_some_and(|sort| SERVED.contains(&sort)),
                    is_read_only: is_ro(here) || all.is_some_and(is_ro),
                };
            }
        }
        found
    }
}

/// A path in which spaces and the like stand as `\040`.
fn unescaped(path: &str) -> PathBuf {
    let mut parts = path.split('\\');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..3).map(|digits| u8::from_str_radix(digits, 8));
        if let Some(Ok(code)) = code {
            out.push(char::from(code));
            out.push_str(&part[3..]);
        } else {
            out.push('\\');
            out.push_str(part);
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disks_are_told_by_what_is_mounted() {
        let mounts = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:30 / /srv rw,relatime shared:9 - nfs4 host:/srv rw,vers=4.2
31 30 8:2 / /srv/own rw - ext4 /dev/sdb1 rw
40 22 0:40 / /mnt/a\\040b rw,nosuid - fuse.sshfs me@host: rw,user_id=1000
41 22 0:41 / /mnt/disc ro - iso9660 /dev/sr0 ro
42 22 8:3 / /mnt/held rw - ext4 /dev/sdc1 ro
43 22 0:43 / /mnt/over rw - ext4 /dev/sdd1 rw
44 43 0:44 / /mnt/over rw - cifs //host/share rw
45 22 0:45 / /mnt/seal rw - fuse.gocryptfs x rw
not a mount
";
        let (own, shared) = (
            Disk::default(),
            Disk {
                is_shared: true,
                is_read_only: false,
            },
        );
        let still = Disk {
            is_shared: false,
            is_read_only: true,
        };
        for (folder, disk) in [
            ("/home/a", own),
            ("/srv", shared),
            ("/srv/deep/er", shared),
            ("/srv/own/deep", own),
            ("/srvother", own),
            ("/mnt/a b/c", shared),
            ("/mnt/disc/x", still),
            ("/mnt/held", still),
            ("/mnt/over/x", shared),
            ("/mnt/seal", own),
        ] {
            assert_eq!(Disk::among(mounts, Path::new(folder)), disk, "{folder}");
        }
        assert_eq!(Disk::among("", Path::new("/home")), own);
    }
}

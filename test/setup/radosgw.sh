#!/usr/bin/env bash
# A throw-away S3 server: Ceph's radosgw over one monitor and one disk, all in a folder of its own and on 127.0.0.1.
# Prints `ready` once it answers; ends, and takes the folder with it, when its standard input closes.
#
# radosgw.sh FOLDER MONITOR_PORT GATEWAY_PORT ACCESS_KEY SECRET_KEY
set -euo pipefail
folder=$1 monitor_port=$2 gateway_port=$3 access_key=$4 secret_key=$5
export CEPH_CONF=$folder/ceph.conf PATH=$PATH:/usr/sbin
pids=()
finish() {
  trap - EXIT
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  # Long enough to end by themselves; nothing in the folder is worth more.
  for _ in $(seq 50); do
    kill -0 "${pids[@]}" 2>/dev/null || break
    sleep 0.1
  done
  for pid in "${pids[@]}"; do kill -9 "$pid" 2>/dev/null || true; done
  rm -rf "$folder"
}
trap finish EXIT

fsid=$(cat /proc/sys/kernel/random/uuid)
disk_id=$(cat /proc/sys/kernel/random/uuid)
mkdir -p "$folder"/{mon,osd,rgw,run}
cat >"$CEPH_CONF" <<CONF
[global]
fsid = $fsid
mon_host = v2:127.0.0.1:$monitor_port
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_port_min = $((monitor_port + 1))
ms_bind_port_max = $((monitor_port + 40))
ms_bind_msgr1 = false
run_dir = $folder/run
admin_socket = $folder/run/\$name.\$pid.asok
pid_file =
log_file = $folder/\$name.log
log_to_stderr = false
mon_cluster_log_file = $folder/cluster.log
keyring = $folder/keyring
mon_data = $folder/mon
osd_data = $folder/osd
rgw_data = $folder/rgw
auth_cluster_required = cephx
auth_service_required = cephx
auth_client_required = cephx
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_pool_default_pgp_num = 8
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000
mon_data_avail_warn = 1
mon_data_avail_crit = 1
osd_objectstore = bluestore
bluestore_block_size = 10737418240
bluestore_cache_size = 67108864
bluestore_block_db_create = false
bluestore_block_wal_create = false
osd_memory_target = 939524096
rgw_dns_name =
rgw_thread_pool_size = 64
CONF
ceph-authtool --create-keyring "$folder/keyring" --gen-key -n mon. --cap mon 'allow *' >/dev/null
ceph-authtool "$folder/keyring" --gen-key -n client.admin \
  --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' >/dev/null
monmaptool --create --addv a "[v2:127.0.0.1:$monitor_port]" --fsid "$fsid" "$folder/monmap" >/dev/null

start() {
  "$@" </dev/null >>"$folder/output.log" 2>&1 &
  pids+=($!)
}
ceph-mon --mkfs -i a --monmap "$folder/monmap" --keyring "$folder/keyring"
start ceph-mon -i a -f
timeout 60 ceph --connect-timeout 50 osd new "$disk_id" >/dev/null
ceph auth get-or-create osd.0 mon 'allow profile osd' osd 'allow *' >"$folder/osd/keyring"
ceph-osd -i 0 --mkfs --osd-uuid "$disk_id" --keyring "$folder/osd/keyring" >>"$folder/output.log" 2>&1
start ceph-osd -i 0 -f --keyring "$folder/osd/keyring"
start radosgw -n client.admin -f --rgw-frontends "beast endpoint=127.0.0.1:$gateway_port tcp_nodelay=1"
radosgw-admin -n client.admin user create --uid=vitrine --display-name=Vitrine \
  --access-key="$access_key" --secret-key="$secret_key" >/dev/null 2>>"$folder/output.log"
# The gateway opens its port once it has made its pools.
for _ in $(seq 600); do
  kill -0 "${pids[@]}" 2>/dev/null
  (exec 3<>"/dev/tcp/127.0.0.1/$gateway_port") 2>/dev/null && break
  sleep 0.1
done
echo ready
cat >/dev/null
